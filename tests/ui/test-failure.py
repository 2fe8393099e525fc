#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the wizard cannot carry out: neither the person nor the caller has ended it, so that it is no cancel,
and no crash either."""
import os
import resource
import shutil
import subprocess
import sys

import tap
from caller import Client, await_leave, install
from handover import read_handover
from wizard import BUILD, DEADLINE, WIZARD, say

TERMINAL = os.path.join(BUILD, 'src', 'cli', 'postlotse')
TOO_FEW = 40  # descriptors: enough for a window, and not for the practice servers
WORDS = 'The practice servers do not start.'
CODE = 'practice-unavailable'


def limit():
    resource.setrlimit(resource.RLIMIT_NOFILE, (TOO_FEW, TOO_FEW))


def run(*command, **more):
    return subprocess.run(command, capture_output=True, timeout=DEADLINE, check=False, preexec_fn=limit, **more)


def test_spawned():
    for program in ([WIZARD], [TERMINAL, 'add']):
        done = run(*program, '--output=json', '--practice=all-well')
        handover = read_handover(done.stdout)
        assert done.returncode == 2, (program, done)
        assert handover['status'] == 'error' and handover['account'] is None, handover
        assert handover['error']['code'] == CODE, handover
        assert handover['error']['message'] == say(WORDS) and handover['error']['detail'], handover
        assert 'CRITICAL' not in done.stderr.decode() and 'WARNING' not in done.stderr.decode(), done


def test_spawned_with_a_descriptor():
    reader, writer = os.pipe()
    done = run(WIZARD, '--output=json', f'--result-fd={writer}', '--practice', pass_fds=[writer])
    os.close(writer)
    with os.fdopen(reader, 'rb') as pipe:
        handover = read_handover(pipe.read())
    assert done.returncode == 2 and done.stdout == b'', done
    assert handover['error']['code'] == CODE, handover


def test_the_error_reaches_nobody():
    with open('/dev/full', 'wb') as full:
        done = subprocess.run([WIZARD, '--output=json', '--practice'], stdout=full, stderr=subprocess.PIPE,
                              timeout=DEADLINE, check=False, preexec_fn=limit)
    assert done.returncode == 2, done
    beginning = say('postlotse: the output could not be written: %s\n').partition('%s')[0]
    assert done.stderr.decode().startswith(beginning), done


def test_without_a_caller():
    """The person is told."""
    for program in ([WIZARD], [TERMINAL, 'add']):
        done = run(*program, '--practice=all-well')
        assert done.returncode == 2 and done.stdout == b'', (program, done)
        assert done.stderr.decode().startswith(f'postlotse: {say(WORDS)} ('), done


def test_called_over_the_bus():
    """A response says so, and the next call is answered, too."""
    client = Client()
    install(client, '--practice=all-well',
            program=(shutil.which('prlimit'), f'--nofile={TOO_FEW}:{TOO_FEW}', WIZARD))
    for _ in range(2):
        path = client.set_up()
        where, response, results = client.response()
        assert (where, response) == (path, 2), (where, response)
        handover = read_handover(results['json'].encode())
        assert handover['status'] == 'error', handover
        assert results['error_code'] == handover['error']['code'] == CODE, results
        assert results['error_message'] == handover['error']['message'] == say(WORDS), results
        assert 'account_id' not in results, results
    await_leave(client)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
