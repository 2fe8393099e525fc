# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of postlotse for bash. Commands, options and values come from the program itself, so
# that they are those of the one that is installed; only what its help cannot tell stands here.

_postlotse_ask () {
  LC_ALL=C.UTF-8 LANGUAGE=en "${COMP_WORDS[0]/#\~\//$HOME/}" "$@" 2>/dev/null </dev/null
}

# _postlotse_options COMMAND: its options, with a = where one takes a value, and values it names.
_postlotse_options () {
  _postlotse_ask "$1" --help | sed -nE 's/^ +(-[a-z], )?(--[a-z0-9-]+)(=[^ ]*)? .*/\2\3/p'
}

# _postlotse_values COMMAND OPTION: what can stand behind the =.
_postlotse_values () {
  case "$1 $2" in
    *' --provider' | 'explain --server') _postlotse_ask discover --list-providers | cut -d ' ' -f 1 ;;
    'add --practice') _postlotse_words practice ;;
    'add --output') echo json ;;
    'explain --protocol') echo imap pop3 smtp tls other ;;
    'explain --stage')
      echo greeting starttls capability auth select mail-from rcpt-to data handshake ;;
    *' --incoming-auth')
      echo PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER LOGIN-COMMAND USER-PASS ;;
    *' --outgoing-auth')
      echo none PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER ;;
    *) _postlotse_options "$1" | sed -n "s/^$2=//p" | grep '|' | tr '|' ' ' ;;
  esac
}

# _postlotse_words COMMAND: what can stand behind it without being an option.
_postlotse_words () {
  case "$1" in
    explain) _postlotse_ask explain --list | cut -d ' ' -f 1 ;;
    integrate) echo thunderbird mailspring ;;
    practice) _postlotse_ask practice | sed '1,/^$/d; /^[a-z]/!d; s/ .*//' ;;
  esac
}

_postlotse () {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
  local command=add option='' options commands

  COMPREPLY=()
  commands="$(_postlotse_ask --help | sed -nE 's/^  ([a-z]+) .*/\1/p')"
  if ((COMP_CWORD == 1)); then
    [[ "$current" == -* ]] || { mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current"); return; }
  elif grep -qxF -e "${COMP_WORDS[1]}" <<<"$commands"; then
    command="${COMP_WORDS[1]}"
  fi
  options="$(_postlotse_options "$command")"

  # Readline takes --option=value apart at the equals sign.
  if [[ "$current" == = ]]; then
    option="$previous" current=''
  elif [[ "$previous" == = ]]; then
    option="${COMP_WORDS[COMP_CWORD - 2]}"
  elif grep -q -e "^$previous=" <<<"$options"; then
    option="$previous"
  fi

  case "$option" in
    --*file | --report | --settings) mapfile -t COMPREPLY < <(compgen -f -- "$current"); compopt -o filenames 2>/dev/null ;;
    --*) mapfile -t COMPREPLY < <(compgen -W "$(_postlotse_values "$command" "$option")" -- "$current") ;;
    *)
      if [[ "$current" == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(sed 's/=.*/=/' <<<"$options")" -- "$current")
        [[ "${COMPREPLY[*]}" != *= ]] || compopt -o nospace 2>/dev/null
      elif [[ "$command" == add ]]; then
        mapfile -t COMPREPLY < <(compgen -f -X '!*.postlotse' -- "$current"; compgen -d -- "$current")
        compopt -o filenames 2>/dev/null
      else
        mapfile -t COMPREPLY < <(compgen -W "$(_postlotse_words "$command")" -- "$current")
      fi ;;
  esac
}

complete -F _postlotse postlotse
