# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What build-aux/run and build-aux/test share: finding what is missing and installing it.
# Sourced, never run. The table it reads is build-aux/packages.

PL_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
PL_PACKAGES="$PL_ROOT/build-aux/packages"
# A made-up os-release lets the tests see every distribution from one machine.
PL_OS_RELEASE="${POSTLOTSE_OS_RELEASE:-/etc/os-release}"

# An ordinary user's path has no sbin, and an empty environment no path at all.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin"
export PYTHONDONTWRITEBYTECODE=1

say () {
  printf '%s\n' "$*"
}

# die STATUS TEXT...: one sentence to standard error, then the end.
die () {
  local status="$1"
  shift
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit "$status"
}

# family: which column of the table this system uses: debian, fedora or nothing.
family () {
  local id=''
  [[ -r "$PL_OS_RELEASE" ]] || return 0
  id="$(. "$PL_OS_RELEASE" && printf ' %s %s ' "${ID:-}" "${ID_LIKE:-}")"
  case "$id" in
    *' debian '* | *' ubuntu '*) printf debian ;;
    *' fedora '*) printf fedora ;;
  esac
}

system_name () {
  [[ -r "$PL_OS_RELEASE" ]] || { printf 'this system'; return; }
  (. "$PL_OS_RELEASE" && printf '%s' "${PRETTY_NAME:-${ID:-this system}}")
}

# have_file PATTERN|PATTERN...: whether any of the patterns names a file.
# Debian keeps libraries in /usr/lib/<machine>/, others in /usr/lib64/: both are looked into.
have_file () {
  local pattern='' hit=''
  local -a patterns=()
  IFS='|' read -r -a patterns <<<"$1"
  for pattern in "${patterns[@]}"; do
    for hit in $pattern ${pattern/#\/usr\/lib\*\//\/usr\/lib\/*\/}; do
      [[ -e "$hit" ]] && return 0
    done
  done
  return 1
}

have_cc_flag () {
  local dir='' status=0
  command -v cc >/dev/null || return 1
  dir="$(mktemp -d)"
  printf 'int main (void) { return 0; }\n' >"$dir/a.c"
  cc "$1" -o "$dir/a" "$dir/a.c" 2>/dev/null || status=1
  rm -rf "$dir"
  return "$status"
}

# have NEED: whether this machine already has it.
have () {
  local what="${1#*:}"
  case "$1" in
    tool:*) command -v "$what" >/dev/null ;;
    file:*) have_file "$what" ;;
    cc:*) have_cc_flag "$what" ;;
    module:*)
      command -v pkg-config >/dev/null || return 1
      pkg-config --atleast-version="${what#*>=}" "${what%%>=*}" 2>/dev/null
      ;;
    *) die 2 "build-aux/packages: unknown kind of need: $1" ;;
  esac
}

# missing PURPOSE...: the rows of the table that this machine does not meet.
missing () {
  local purpose='' need='' debian='' fedora='' wanted=" $* "
  while read -r purpose need debian fedora; do
    case "$purpose" in '' | '#'*) continue ;; esac
    [[ "$wanted" == *" $purpose "* ]] || continue
    have "$need" || printf '%s %s %s %s\n' "$purpose" "$need" "$debian" "$fedora"
  done <"$PL_PACKAGES"
}

# packages_of FAMILY: the rows on standard input as package names, each once.
packages_of () {
  local purpose='' need='' debian='' fedora=''
  while read -r purpose need debian fedora; do
    case "$1" in
      debian) printf '%s\n' "${debian//,/$'\n'}" ;;
      fedora) printf '%s\n' "${fedora//,/$'\n'}" ;;
    esac
  done | sort -u
}

# name_needs: the rows on standard input in words.
name_needs () {
  local purpose='' need='' debian='' fedora='' what=''
  while read -r purpose need debian fedora; do
    what="${need#*:}"
    case "$need" in
      tool:*) say "  the program $what" ;;
      module:*) say "  the library ${what%%>=*}, version ${what#*>=} or later, with its headers" ;;
      file:*) say "  the file ${what//|/ or }" ;;
      cc:*) say "  a C compiler that takes $what" ;;
    esac
    say "      (Debian: ${debian//,/ }; Fedora: ${fedora//,/ })"
  done
}

# as_root COMMAND...: runs it as root, asking for the password where that is needed.
as_root () {
  if [[ "$(id -u)" == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    printf '%s\n' "Installing needs root, and there is no sudo here. As root, run: $*" >&2
    return 1
  fi
}

# refuse_missing ROWS: names what is missing and ends with 2.
refuse_missing () {
  {
    say "Postlotse needs what $(system_name) does not have yet:"
    name_needs <<<"$1"
    say "Install these the way your system does it, then start ${0##*/} again."
  } >&2
  exit 2
}

# ensure PURPOSE...: brings in what is missing; says what before it does.
ensure () {
  local rows='' names='' kind='' status=0
  rows="$(missing "$@")"
  [[ -n "$rows" ]] || return 0
  kind="$(family)"
  [[ -n "$kind" && "${PL_INSTALL:-yes}" == yes ]] || refuse_missing "$rows"
  names="$(packages_of "$kind" <<<"$rows")"
  say "Missing on $(system_name), will be installed now with its own package manager:"
  fold -s -w 90 <<<"${names//$'\n'/ }" | sed 's/^/  /; s/ $//'
  say 'That can take a few minutes.'
  # shellcheck disable=SC2086
  as_root "$PL_ROOT/build-aux/install-packages" "$kind" $names || status=$?
  rows="$(missing "$@")"
  # 3: some were left out, because they would have replaced something of the person's own.
  # Tests can go on without some of their tools and say so; nothing else can.
  if ((status == 3)) && [[ -z "$(missing run build)" ]]; then
    return 0
  fi
  ((status == 0)) || die 2 'the packages could not be installed, see above.'
  [[ -z "$rows" ]] || refuse_missing "$rows"
}

# configure DIRECTORY OPTION...: a build directory with these options, made anew when it is stale.
configure () {
  local dir="$1" log=''
  shift
  if [[ -e "$dir" && ! -w "$dir" ]]; then
    die 2 "$dir belongs to somebody else (built as root?). Remove it, then start again."
  fi
  log="$(mktemp)"
  if [[ -f "$dir/build.ninja" ]] &&
    meson setup --reconfigure "$@" "$dir" "$PL_ROOT" >"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  # Another meson, a moved clone or half a build: nothing in there is worth keeping.
  rm -rf "$dir"
  if ! meson setup "$@" "$dir" "$PL_ROOT" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die 2 'the build could not be set up, see above.'
  fi
  rm -f "$log"
}
