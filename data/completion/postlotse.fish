# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of postlotse for fish. Commands, options and values come from the program itself, in the
# person's language, so that they are those of the one that is installed; only what its help cannot
# tell stands here.

function __postlotse_ask
    set -l program (commandline -opc)[1]
    string match -q '*/*' -- "$program"; or set program postlotse
    $program $argv 2>/dev/null </dev/null
end

# "word   explanation" becomes word, tab, explanation. (string reads a pipe only where it is its own.)
function __postlotse_table
    cat | string replace -rf '^\s*([a-z0-9][a-z0-9-]*)\s+(.*)$' '$1\t$2'
end

function __postlotse_options
    __postlotse_ask $argv[1] --help |
        string replace -rf '^\s+(?:-[a-z], )?(--[a-z0-9-]+=?)\S*\s+(.*)$' '$1\t$2'
end

function __postlotse_practice
    __postlotse_ask practice | sed '1,/^$/d' | __postlotse_table
end

# __postlotse_values COMMAND OPTION: what can stand behind the equals sign.
function __postlotse_values
    switch "$argv[1] $argv[2]"
        case '* --provider' 'explain --server'
            __postlotse_ask discover --list-providers | __postlotse_table
        case 'add --practice'
            __postlotse_practice
        case 'add --output'
            echo json
        case 'explain --protocol'
            string split ' ' 'imap pop3 smtp tls other'
        case 'explain --stage'
            string split ' ' 'greeting starttls capability auth select mail-from rcpt-to data handshake'
        case '* --incoming-auth'
            string split ' ' 'PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER LOGIN-COMMAND USER-PASS'
        case '* --outgoing-auth'
            string split ' ' 'none PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER'
        case '* --*file' '* --report' '* --settings'
            __fish_complete_path (string replace -r -- '^--[^=]*=' '' (commandline -ct))
        case '*'
            __postlotse_ask $argv[1] --help |
                string replace -rf "^\s+$argv[2]=(\S*\|\S*)\s.*" '$1' | string split '|'
    end
end

function __postlotse_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l commands (__postlotse_ask --help | string match -r '^  [a-z]+ .*' | __postlotse_table)
    set -l command add

    if test (count $words) -gt 1
        and contains -- $words[2] (string replace -r -- '\t.*' '' $commands)
        set command $words[2]
    end

    if string match -q -- '--*=*' $current
        set -l option (string replace -r -- '=.*' '' $current)
        string replace -r -- '^' "$option=" (__postlotse_values $command $option)
    else if string match -q -- '-*' $current
        __postlotse_options $command
    else if test (count $words) -eq 1
        printf '%s\n' $commands
    else if string match -q -- '--*' $words[-1]
        and __postlotse_options $command | string match -q -- "$words[-1]=*"
        __postlotse_values $command $words[-1]
    else
        switch $command
            case explain
                __postlotse_ask explain --list | __postlotse_table
            case integrate
                printf '%s\n' thunderbird mailspring
            case practice
                __postlotse_practice
            case add
                __fish_complete_suffix .postlotse
        end
    end
end

complete -c postlotse -f -a '(__postlotse_complete)'
