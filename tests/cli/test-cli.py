#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract of the terminal program, typed as a person or a script would type it.

Everything runs on the practice servers inside the program; no network is needed."""

import json
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "lab"))
from tap import Tap  # noqa: E402

POSTLOTSE = os.environ["POSTLOTSE"]
SCHEMAS = pathlib.Path(os.environ["POSTLOTSE_SCHEMAS"])
# No session bus: whoever runs the tests may have accounts in GNOME.
ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"}
GERMAN = {**ENGLISH, "LANGUAGE": "de"}
ANSI = re.compile(r"\x1b\[")


def run(*words, stdin=None, language=ENGLISH, **more):
    """Runs the program without a terminal; returns the finished process."""
    env = dict(os.environ, **language)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        env.pop(name, None)
    return subprocess.run([POSTLOTSE, *words], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=60, env=env, start_new_session=True, **more)


def schema(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def accounts():
    """The practice accounts, as the tests need them: name, address, password, settings."""
    listed = run("practice", "--json")
    return {account["id"]: account for account in json.loads(listed.stdout)}


def options_of(account):
    return ["--practice", "--email", account["address"],
            "--protocol", account["incoming"]["protocol"],
            "--incoming-host", account["incoming"]["host"], "--incoming-port", str(account["incoming"]["port"]),
            "--incoming-security", account["incoming"]["security"],
            "--outgoing-host", account["outgoing"]["host"], "--outgoing-port", str(account["outgoing"]["port"]),
            "--outgoing-security", account["outgoing"]["security"]]


def check(account, *more, language=ENGLISH, password=None):
    """Checks it with JSON; returns the exit status, the object and the process."""
    done = run("check", "--json", "--password-file", "-", *options_of(account), *more,
               stdin=password or account["password"], language=language)
    return done.returncode, json.loads(done.stdout), done


def options_of_fix(fix):
    """What a fix changes, as the options of the next call."""
    side = "outgoing" if fix["service"] == "smtp" else "incoming"
    words = []
    for key, option in (("host", f"--{side}-host"), ("port", f"--{side}-port"), ("security", f"--{side}-security"),
                        ("auth", f"--{side}-auth"), ("trust_fingerprint", f"--{side}-trust-fingerprint"),
                        ("username", "--username" if side == "incoming" else "--outgoing-username")):
        if key in fix:
            words += [option, str(fix[key])]
    if fix.get("allow_cleartext"):
        words += ["--allow-cleartext"]
    return words


def test_usage(t):
    rows = [
        (["check"], "no address"),
        (["check", "--email", "a@b.example", "--protocol", "smtp"], "a wrong protocol"),
        (["check", "--email", "a@b.example", "--only", "both"], "a wrong direction"),
        (["check", "--email", "a@b.example", "--incoming-port", "70000"], "a wrong port"),
        (["check", "--email", "a@b.example", "--incoming-port", "0"], "port 0"),
        (["check", "--email", "a@b.example", "--outgoing-port=-1"], "a port below 0"),
        (["check", "--email", "a@b.example", "--incoming-security", "ssl"], "a wrong security"),
        (["check", "--email", "a@b.example", "--incoming-auth", "NONSENSE"], "an unknown way to sign in"),
        (["check", "--email", "a@b.example", "--incoming-auth", "none"], "receiving without sign-in"),
        (["check", "--email", "a@b.example", "--outgoing-auth", "USER-PASS"], "a command of POP3 for sending"),
        (["check", "--email", "a@b.example", "--username", ""], "an empty user name"),
        (["check", "--email", "a@b.example", "--outgoing-username="], "an empty user name for sending"),
        (["check", "--email", "a@b.example", "--incoming-trust-fingerprint", "ab:cd"], "half a fingerprint"),
        (["check", "--email", "a@b.example", "--only=incoming", "--send-test"], "a test message of receiving"),
        (["check", "--email", "a@b.example", "--only=outgoing", "--delete-test"], "deleting without receiving"),
        (["check", "--email", "a@b.example", "--report-address"], "an address in no report"),
        (["check", "--email", "a@b.example", "--password-file", "/nonexistent"], "a password file, before any look-up"),
        (["check", "--email", "a@b.example", "--outgoing-password-file", "/nonexistent"], "another password file"),
        (["check", "--email", "a@b.example", "--deadline", "0"], "a wrong deadline"),
        (["check", "--email", "a@b.example", "--deadline=-1"], "a deadline below 0"),
        (["check", "--email", "a@b.example", "--deadline", "0.5"], "half a second"),
        (["check", "--email", "a@b.example", "--deadline", "5s"], "a deadline with its unit"),
        (["check", "--email", "a@b.example", "--deadline="], "an empty deadline"),
        (["check", "--email", "a@b.example", "--deadline", "3601"], "a deadline beyond an hour"),
        (["check", "--email", "a@b.example", "--unknown"], "an unknown option"),
        (["check", "--email", "a@b.example", "word"], "a word too many"),
        (["check", "--practice", "--email", "a@unknown.example", "--incoming-host", "imap.unknown.example",
          "--password-file", "-"], "half of the servers"),
        (["check", "--email", "a@b.example", "--provider", "no-such-provider"], "an unknown provider"),
        (["check", "--email", "a@b.example", "--provider", "biglobe-ne-jp", "--protocol", "imap", "--password-file", "-"],
         "IMAP at a provider that has POP3 only"),
        (["discover"], "no address to discover"),
        (["discover", "a@b.example", "word"], "a word behind the address"),
        (["discover", "a@b.example", "--provider", "no-such-provider"], "an unknown provider to discover"),
        (["discover", "a@b.example", "--protocol", "smtp"], "a wrong protocol to discover"),
        (["discover", "a@b.example", "--deadline", "-5"], "a wrong deadline to discover"),
        (["discover", "a@b.example", "--deadline", "1.5"], "a second and a half to discover"),
        (["discover", "--list-providers", "--json"], "a list as JSON, which it is not"),
        (["check", "--practice", "--email", "a@gmx.de", "--password-file", "/nonexistent"], "a file that is not there"),
        (["check", "--practice", "--email", "a@gmx.de"], "no password and no terminal"),
        (["check", "--email", "a@b.example", "--incoming-host", "a b"], "a host that cannot be one"),
        (["explain"], "no code"),
        (["explain", "no-such-code"], "an unknown code"),
        (["explain", "--list", "wrong-port"], "a code and the list"),
        (["practice", "no-such-account"], "an unknown practice account"),
        (["nonsense"], "an unknown command"),
    ]
    for words, what in rows:
        done = run(*words, stdin="secret")
        t.ok(done.returncode == 2 and done.stderr.startswith("postlotse: "), f"usage: {what} gives 2 and a sentence",
             f"{done.returncode}\n{done.stdout}\n{done.stderr}")
    for method in ("PLAIN", "login", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER",
                   "LOGIN-COMMAND", "USER-PASS"):
        done = run("check", "--email", "a@b.example", "--offline-discovery", "--incoming-auth", method)
        t.ok(done.returncode == 1, f"usage: {method} is a way to sign in", done.stderr)
    done = run("check", "--practice", "--email", "a@unknown.example", "--incoming-host", "imap.unknown.example",
               "--password-file", "-", stdin="x")
    t.ok("--outgoing-host" in done.stderr and "unknown.example" in done.stderr,
         "usage: unknown servers name the options and the domain", done.stderr)
    only_pop3 = ("--offline-discovery", "--provider", "biglobe-ne-jp", "--protocol", "imap")
    done = run("check", "--email", "a@b.example", "--password-file", "-", *only_pop3, stdin="x")
    t.ok("--protocol pop3" in done.stderr and "--incoming-host" in done.stderr, "usage: what is there instead of IMAP", done.stderr)
    done = run("discover", "a@b.example", *only_pop3)
    t.ok(done.returncode == 0 and "--protocol imap: only pop3" in done.stderr,
         "usage: discover says that it is not IMAP", done.stderr)
    done = run("discover", "a@b.example", *only_pop3[:-2])
    t.ok(done.returncode == 0 and not done.stderr, "usage: where nothing else was wanted, nothing is said", done.stderr)
    done = run("check", "--practice", "--email", "a@b.example", "--password-file", "-", "--json", "--incoming-host",
               "imap.practice.test", *only_pop3, stdin="x")
    t.equal(json.loads(done.stdout)["settings"]["incoming"]["protocol"], "imap", "a server of one's own speaks IMAP")
    done = run("discover", "a@b.example", "--provider", "strat")
    t.ok("strato (STRATO)" in done.stderr, "usage: an unknown provider names the likely ones", done.stderr)


def test_help(t):
    for words in (["--help"], ["check", "--help"], ["discover", "--help"], ["explain", "--help"], ["practice", "--help"]):
        english = run(*words)
        german = run(*words, language=GERMAN)
        t.ok(english.returncode == 0 and german.returncode == 0 and english.stdout != german.stdout,
             f"help: {' '.join(words)} in both languages", english.stdout + german.stdout)
        t.ok(all(f" postlotse {words[0]} [" in done.stdout for done in (english, german)) or words[0] == "--help",
             f"help: {' '.join(words)} names the command", english.stdout)
    t.ok(run("--version").stdout.startswith("Postlotse "), "help: --version")
    t.equal(run("add").returncode, 69, "add: no screen gives 69")
    with tempfile.TemporaryDirectory() as folder:
        alone = shutil.copy(POSTLOTSE, folder)
        done = subprocess.run([alone, "add", "--output=json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              env={**os.environ, **ENGLISH, "DISPLAY": ":nonsense"}, timeout=60, check=False)
        t.ok((done.returncode, done.stdout) == (69, "") and done.stderr, "add: no program for the window gives 69",
             f"{done.returncode} {done.stderr}")


def test_explain(t):
    listed = run("explain", "--list", "--json")
    causes = json.loads(listed.stdout)
    jsonschema.validate(causes, schema("explain"))
    t.ok(len(causes) > 40, "explain: the list is long", len(causes))
    both = {}
    for language, env in (("en", ENGLISH), ("de", GERMAN)):
        both[language] = {c["code"]: c for c in json.loads(run("explain", "--list", "--json", language=env).stdout)}
    same = [code for code, cause in both["en"].items() if cause["explanation"] == both["de"][code]["explanation"]]
    t.equal(same, [], "explain: every cause speaks German")
    unfilled = [code for texts in both.values() for code, cause in texts.items()
                if re.search(r"\{[a-z_0-9]+\}", cause["title"] + cause["explanation"] + "".join(cause["steps"]))]
    t.equal(unfilled, [], "explain: no placeholder is left")
    one = run("explain", "wrong-port")
    t.ok(one.returncode == 0 and both["en"]["wrong-port"]["title"] in one.stdout, "explain: one cause in words",
         one.stdout)


def test_accounts(t, everyone):
    """Each practice account gives its code; a fix that needs no other password then leads on."""
    for name, account in everyone.items():
        status, result, done = check(account)
        jsonschema.validate(result, schema("check"))
        first = next((f["code"] for f in result["findings"] if f["severity"] == "error"), None)
        if account["code"] is None:
            t.ok(status == 0 and result["verified"] and result["verified_at"], f"{name}: verified", done.stdout)
        else:
            found = first or next((f["code"] for f in result["findings"]), None)
            t.ok(found == account["code"], f"{name}: {account['code']} comes first",
                 f"found {found}, status {status}\n{done.stdout[:3000]}")
        t.ok(account["password"] not in done.stdout + done.stderr, f"{name}: the password is in no output")


def test_proven_fixes(t, everyone):
    for name, account in everyone.items():
        _, result, _ = check(account)
        for finding in result["findings"][:1]:
            for fix in finding["fixes"]:
                if not fix["proven"]:
                    continue
                status, after, done = check(account, *options_of_fix(fix))
                codes = [f["code"] for f in after["findings"]]
                t.ok(status == 0 or finding["code"] not in codes, f"{name}: the proven fix helps ({fix['label']})",
                     f"{options_of_fix(fix)}\n{codes}\n{done.stdout[:2000]}")


def test_password_sources(t, account):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(account["password"] + "\n")
        file.flush()
        done = run("check", "--json", "--password-file", file.name, *options_of(account))
        t.equal(done.returncode, 0, "password: from a file, one final newline stripped")
        file.write("\n")
        file.flush()
        done = run("check", "--json", "--password-file", file.name, *options_of(account))
        t.equal(done.returncode, 1, "password: a second newline belongs to it")
    t.equal(run("check", "--password-file", "-", *options_of(account), stdin="").returncode, 2,
            "password: an empty one is refused")
    status, said = type_password(account)
    t.ok(status == 0, "password: typed on the terminal", said)
    t.ok(account["password"] not in said, "password: not echoed", said)
    t.ok(ANSI.search(said) is not None, "text: colours on a terminal", said)


def type_password(account):
    """Runs the check on a terminal of its own and types the password when asked."""
    return talk(["check", *options_of(account)], [(b"Password for", account["password"])])


def talk(words, answers, out=None):
    """Runs the program on a terminal of its own; `answers`: what it asks and what is then typed, in order;
    `out`: a file to which standard output goes."""
    pid, fd = pty.fork()
    if pid == 0:
        if out is not None:
            os.dup2(os.open(out, os.O_WRONLY), 1)
        os.environ.update(ENGLISH, TERM="xterm")
        os.environ.pop("NO_COLOR", None)
        os.execv(POSTLOTSE, [POSTLOTSE, *words])
    said = b""
    heard = 0
    answers = list(answers)
    while True:
        try:
            piece = os.read(fd, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if answers and answers[0][0] in said[heard:]:
            # The question for a password comes after the echo was switched off.
            heard = len(said)
            os.write(fd, answers.pop(0)[1].encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), said.decode(errors="replace")


def test_text(t, well, wrong):
    done = run("check", "--password-file", "-", *options_of(well), stdin=well["password"])
    t.ok(done.returncode == 0 and ANSI.search(done.stdout) is None, "text: no colours in a pipe", done.stdout)
    t.ok("This account works." in done.stdout, "text: says that it works", done.stdout)
    done = run("check", "--password-file", "-", *options_of(wrong), stdin=wrong["password"], language=GERMAN)
    t.ok(done.returncode == 1 and "Dieses Konto funktioniert noch nicht." in done.stdout, "text: German verdict",
         done.stdout)
    t.ok(wrong["code"] in done.stdout and "→" in done.stdout, "text: code and fixes", done.stdout)


def test_certificates(t, all_accounts):
    """Read by a person where the connection ended there, by a program always."""
    name = "certificate-self-signed"
    account = all_accounts[name]
    done = run("check", "--password-file", "-", *options_of(account), stdin=account["password"])
    t.ok("Certificate:\n    Nobody but the server itself confirms" in done.stdout and
         "      Valid until: " in done.stdout and "Subject: CN=" not in done.stdout,
         "the certificates stand under the finding, in words", done.stdout)
    _, result, _ = check(account, language=GERMAN)
    shown = {one["service"]: one for one in result["certificates"]}
    t.equal([fault["code"] for fault in shown["imap"]["faults"]], [name], "JSON: what is wrong with a certificate")
    facts = {fact["key"]: fact for fact in shown["imap"]["chain"][0]["facts"]}
    t.equal([shown["imap"]["accepted"], shown["imap"]["chain"][0]["role"], facts["valid-until"]["label"]],
            [False, "server", "Gültig bis"], "JSON: the certificate itself")


def test_directions(t, well):
    for only, other in (("incoming", "outgoing"), ("outgoing", "incoming")):
        status, result, done = check(well, "--only", only)
        t.ok(status == 0 and result["settings"][only]["state"] == "ok" and
             result["settings"][other]["state"] == "not-tested", f"--only {only}", done.stdout)
    status, result, done = check(well, "--only", "outgoing", "--send-test")
    t.ok(status == 0 and result["test_message"]["state"] == "not-looked",
         "--only outgoing --send-test: sent, not looked for", done.stdout)
    jsonschema.validate(result, schema("check"))


def test_stopping(t, silent):
    """A signal and the deadline end it with 3, with what is known, at once."""
    env = dict(os.environ, **ENGLISH)
    words = [POSTLOTSE, "check", "--json", "--password-file", "-", *options_of(silent)]
    for number in (signal.SIGINT, signal.SIGTERM):
        running = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        running.stdin.write(silent["password"])
        running.stdin.close()
        wait_for_check(running.pid)
        sent = time.monotonic()
        running.send_signal(number)
        out = running.stdout.read()
        status = running.wait()
        took = time.monotonic() - sent
        result = json.loads(out)
        t.ok(status == 3 and not result["verified"] and result["stages"], f"stopped by {number.name}: 3, and JSON", out)
        # The silence would be listened to for longer.
        t.ok(took < 5, f"stopped by {number.name}: at once", took)
    status, result, done = check(silent, "--deadline", "1")
    t.ok(status == 3 and result["stages"], "stopped by --deadline: 3, and JSON", done.stdout)


def test_stopping_at_the_question(t, well):
    """Ctrl+C where the password is asked for: nothing was tested yet, and that is what is printed."""
    for more in (["--json"], []):
        with tempfile.NamedTemporaryFile("w+") as out:
            status, said = talk(["check", *options_of(well), *more], [(b"Password for", "\x03")], out=out.name)
            text = out.read()
        if more:
            result = json.loads(text)
            jsonschema.validate(result, schema("check"))
            t.ok(status == 3 and not result["verified"] and result["settings"]["incoming"]["state"] == "not-tested",
                 "stopped at the question: 3, and JSON", text)
        else:
            t.ok(status == 3 and "stopped" in text, "stopped at the question: 3, and a word", text + said)


def test_lost_output(t, well):
    """What does not arrive was not done; a reader that has had enough is no fault."""
    env = dict(os.environ, **ENGLISH)
    for words, stdin in ((["check", "--json", "--password-file", "-", *options_of(well)], well["password"]),
                         (["explain", "--list"], None), (["practice", "--json"], None),
                         (["discover", "--list-providers"], None), (["export", "--list", "--json"], None)):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([POSTLOTSE, *words], input=stdin, stdout=full, stderr=subprocess.PIPE, text=True,
                                  env=env, timeout=60, check=False)
        t.ok(done.returncode == 2 and "could not be written" in done.stderr, f"full disk: {words[0]} gives 2", done.stderr)
    # Else the first socket would be standard output.
    words = ["check", "--json", "--password-file", "-", *options_of(well)]
    done = subprocess.run([POSTLOTSE, *words], input=well["password"], stderr=subprocess.PIPE, text=True, env=env,
                          timeout=60, check=False, preexec_fn=lambda: os.close(1))
    t.ok(done.returncode == 2 and "could not be written" in done.stderr, "no standard output: 2", done.stderr)
    done = subprocess.run([POSTLOTSE, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env,
                          timeout=60, check=False, preexec_fn=lambda: os.close(0))
    t.ok(done.returncode == 2 and done.stdout == "" and done.stderr, "no standard input: no password", done.stderr)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([POSTLOTSE, "explain", "--list"], stdout=writer, stderr=subprocess.PIPE, text=True, env=env,
                          timeout=60, check=False)
    os.close(writer)
    t.ok(done.returncode == 0 and not done.stderr, "a reader that has gone: 0", done.stderr)


def wait_for_check(pid):
    """Until the outgoing direction has its thread: then the check is under way."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        try:
            names = {pathlib.Path(f"/proc/{pid}/task/{task}/comm").read_text(encoding="utf-8").strip()
                     for task in os.listdir(f"/proc/{pid}/task")}
        except OSError:
            names = set()
        if "pl-outgoing" in names:
            return
        time.sleep(0.01)
    raise TimeoutError("the check does not begin")


def test_invalid_address(t):
    done = run("check", "--json", "--email", "not an address", "--password-file", "-", stdin="x")
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("check"))
    t.ok(done.returncode == 1 and result["findings"][0]["code"] == "address-invalid", "address-invalid", done.stdout)


def discover(address, *more, language=ENGLISH):
    """Discovers with JSON in the practice network, which asks nobody; returns status, object and process."""
    done = run("discover", address, "--json", "--practice", *more, language=language)
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("discover"))
    return done.returncode, result, done


def test_discover(t):
    """What is built in: nobody is asked, and it costs nothing."""
    rows = [
        ("anna@gmx.de", "gmx.de", "anna@gmx.de", "a known domain"),
        ("Anna@GMX.DE", "gmx.de", "Anna@gmx.de", "capital letters"),
        ("anna+list@gmx.de", "gmx.de", "anna+list@gmx.de", "a plus address"),
    ]
    for address, domain, username, what in rows:
        status, result, done = discover(address)
        best = (result["proposals"] or [{}])[0]
        t.ok(status == 0 and result["domain"] == domain and best.get("provider") == "gmx" and
             (best["source"], best["trust"], best["authenticated"]) == ("provider", "built-in", True) and
             best["incoming"]["host"] == "imap.gmx.net" and best["incoming"]["username"] == username,
             f"discover: {what}", done.stdout)
        t.equal((result["hosts_asked"], [s["source"] for s in result["sources"]]), ([], ["provider"]),
                f"discover: {what}: nobody was asked")
    _, result, done = discover("anna@gmx.de", "--protocol", "pop3")
    t.equal(result["proposals"][0]["incoming"]["protocol"], "pop3", "discover: --protocol")
    status, result, done = discover("anna@verein.example", "--provider", "gmx")
    t.ok(status == 0 and result["proposals"][0]["provider"] == "gmx", "discover: --provider", done.stdout)
    status, result, done = discover("anna@gmail.com")
    t.ok(any(r["kind"] == "app-password" and not r["conditional"] for r in result["requirements"]),
         "discover: what the provider wants", done.stdout)


def test_discover_nothing(t):
    rows = [
        ("anna@verein.example", "verein.example", "no-servers-found", "an unknown domain"),
        ("anna@müller.example", "xn--mller-kva.example", "no-servers-found", "an unknown domain with an umlaut"),
        ("anna@tuta.com", "tuta.com", "protocol-not-offered", "a provider without servers"),
        ("anna", None, "address-invalid", "no address"),
    ]
    for address, domain, code, what in rows:
        status, result, done = discover(address)
        t.ok(status == 1 and result["domain"] == domain and result["proposals"] == [] and
             [f["code"] for f in result["findings"]] == [code], f"discover: {what} gives 1 and {code}", done.stdout)
    _, result, done = discover("anna@tuta.com")
    t.ok(any(r["blocking"] for r in result["requirements"]), "discover: that nothing can work is a requirement, too",
         done.stdout)
    done = run("discover", "anna@gmial.com", "--offline-discovery", "--json")
    fixes = json.loads(done.stdout)["findings"][0]["fixes"]
    t.ok([fix.get("email") for fix in fixes] == ["anna@gmail.com"],
         "discover: a slip is named without asking anybody", done.stdout)
    done = run("discover", "anna@gmial.com", "--offline-discovery")
    t.ok("anna@gmail.com" in done.stdout, "discover: a slip is named in words", done.stdout)
    done = run("discover", "anna@verein.example", "--offline-discovery", "--json")
    t.ok(done.returncode == 1 and json.loads(done.stdout)["hosts_asked"] == [], "discover: --offline-discovery",
         done.stdout)


def test_discover_text(t):
    for language, sure in ((ENGLISH, "Whom did we ask?"), (GERMAN, "Wen haben wir gefragt?")):
        done = run("discover", "anna@gmail.com", "--practice", language=language)
        t.ok(done.returncode == 0 and sure in done.stdout and "imap.gmail.com · 993" in done.stdout and
             "https://support.google.com/" in done.stdout and ANSI.search(done.stdout) is None,
             f"discover: text ({sure})", done.stdout)
    done = run("discover", "anna@verein.example", "--practice")
    t.ok(done.returncode == 1 and "No servers were found." in done.stdout, "discover: text of nothing", done.stdout)


def test_check_discovers(t):
    """With nothing given but the address; the practice network has none of these servers."""
    done = run("check", "--practice", "--json", "--email", "anna@gmail.com", "--password-file", "-", stdin="x")
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("check"))
    stages = [(s["service"], s["stage"], s["state"]) for s in result["stages"]]
    t.ok(done.returncode == 1 and ("account", "discovery", "passed") in stages, "check: discovers first", done.stdout)
    t.equal([(s["host"], s["source"]) for s in result["settings"].values()],
            [("imap.gmail.com", "provider"), ("smtp.gmail.com", "provider")], "check: says where servers come from")
    done = run("check", "--practice", "--json", "--email", "anna@verein.example", "--password-file", "-", stdin="x")
    result = json.loads(done.stdout)
    jsonschema.validate(result, schema("check"))
    t.ok(done.returncode == 1 and result["findings"][0]["code"] == "no-servers-found" and
         ("account", "discovery", "failed") in [(s["service"], s["stage"], s["state"]) for s in result["stages"]],
         "check: nothing found is a result", done.stdout)
    done = run("check", "--practice", "--json", "--email", "anna@verein.example", "--provider", "gmx",
               "--outgoing-port", "587", "--password-file", "-", stdin="x")
    servers = json.loads(done.stdout)["settings"]
    t.equal([(s["host"], s["port"], s["security"], s["source"]) for s in servers.values()],
            [("imap.gmx.net", 993, "tls", "provider"), ("mail.gmx.net", 587, "starttls", "user")],
            "check: what is given goes before what is discovered")
    # No terminal and no file: where no password is of use, none is asked for.
    done = run("check", "--practice", "--json", "--email", "anna@outlook.com")
    t.ok(done.returncode == 1 and json.loads(done.stdout)["findings"], "check: no password for sign-in by browser",
         done.stdout + done.stderr)
    done = run("check", "--practice", "--email", "anna@gmail.com")
    t.ok(done.returncode == 2 and "--password-file" in done.stderr and "app password" in done.stdout,
         "check: what the provider wants stands before the question for the password", done.stdout + done.stderr)


def test_typo_question(t):
    """Asked on a terminal only; yes begins with the address that was meant."""
    done = run("check", "--practice", "--email", "anna@gmial.com", "--password-file", "-", stdin="x")
    t.ok(done.returncode == 1 and "Did you mean anna@gmail.com?" in done.stdout, "typo: said without a terminal",
         done.stdout)
    for answer, found in (("y", True), ("", False), ("n", False)):
        status, said = talk(["check", "--practice", "--email", "anna@gmial.com"],
                            [(b"[y/N]", answer), (b"App password for", "secret")])
        t.ok(status == 1 and ("imap.gmail.com" in said) == found, f"typo: answered with “{answer}”", said)


def test_report(t, all_accounts):
    account = all_accounts["wrong-password"]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "report.txt")
        status, _, done = check(account, "--report", str(path))
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        t.ok(status == 1 and path.stat().st_mode & 0o777 == 0o600, "report: written for its owner alone", done.stderr)
        local, domain = account["address"].split("@")
        t.ok(f"•••@{domain}" in text and account["address"] not in text, "report: whose account it is is masked", text)
        for part in ("credentials-rejected", account["incoming"]["host"], "GnuTLS", "GLib", "SHA-256", "AUTHENTICATE"):
            t.ok(part in text, f"report: {part}", text)
        t.ok(account["password"] not in text and "No password is in this report." in text, "report: no password", text)

        status, _, done = check_raw(account, "--report", str(path))
        t.ok(status == 2 and done == "" and path.read_text(encoding="utf-8") == text,
             "report: nothing is overwritten, and nothing is asked before that is clear", done)
        status, _, done = check_raw(account, "--report", str(pathlib.Path(folder, "none", "report.txt")))
        t.ok(status == 2 and done == "", "report: a path that does not work is found out first", done)
        link = pathlib.Path(folder, "link")
        link.symlink_to(pathlib.Path(folder, "target"))
        status, _, _ = check_raw(account, "--report", str(link))
        t.ok(status == 2 and not pathlib.Path(folder, "target").exists(), "report: no link is followed")

        whole = pathlib.Path(folder, "whole.txt")
        check(account, "--report", str(whole), "--report-address", language=GERMAN)
        german = whole.read_text(encoding="utf-8")
        t.ok(account["address"] in german, "report: the whole address on request", german)

        unused = pathlib.Path(folder, "unused.txt")
        done = run("check", "--password-file", "/nonexistent", *options_of(account), "--report", str(unused))
        t.ok(done.returncode == 2 and not unused.exists(), "report: no empty file is left behind", done.stderr)


def test_save(t, all_accounts):
    account = all_accounts["all-well"]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "account.json")
        status, _, done = check(account, "--save", str(path))
        text = path.read_text(encoding="utf-8") if path.exists() else "{}"
        saved = json.loads(text)
        t.ok(status == 0 and path.stat().st_mode & 0o777 == 0o600, "save: written for its owner alone", done.stderr)
        incoming = saved["account"]["incoming"][0]
        t.equal((saved["format"], saved["status"], incoming["host"], incoming["verified"]["state"], incoming["secret"]),
                ("postlotse-handover", "done", account["incoming"]["host"], "ok", {"store": "none"}),
                "save: what was checked, as a hand-over")
        t.ok(account["password"] not in text, "save: no password", text)
        status, _, done = check_raw(account, "--save", str(path))
        t.ok(status == 2 and done == "" and path.read_text(encoding="utf-8") == text, "save: nothing is overwritten", done)

        other = pathlib.Path(folder, "other.json")
        status, _, done = check(all_accounts["wrong-password"], "--save", str(other))
        t.ok(status == 1 and not other.exists() and "--save" in done.stderr,
             "save: no file where the account does not work", done.stderr)
        t.equal(incoming["tls"]["version"], "TLSv1.3", "save: the version of TLS as others write it")


def check_raw(account, *more):
    """As check(), for runs that print no object."""
    done = run("check", "--json", "--password-file", "-", *options_of(account), *more, stdin=account["password"])
    return done.returncode, done.stderr, done.stdout


def test_apply_fixes(t, all_accounts):
    for name, service in (("wrong-port", "imap"), ("needs-implicit-tls", None), ("needs-starttls", None)):
        status, result, done = check(all_accounts[name], "--apply-fixes")
        t.ok(status == 0 and result["verified"], f"apply-fixes: {name} ends well", done.stdout + done.stderr)
        t.ok(result["applied"] and all(one["code"] == name for one in result["applied"]), f"apply-fixes: {name} says what",
             json.dumps(result["applied"]))
        for one in result["applied"]:
            side = "outgoing" if one["service"] == "smtp" else "incoming"
            server = result["settings"][side]
            t.ok(all(server[key] == one[key] for key in ("host", "port", "security") if key in one),
                 f"apply-fixes: {name}: the settings are the changed ones", json.dumps(one))
        jsonschema.validate(result, schema("check"))
        first = all_accounts[name]["incoming"]
        t.ok((first["host"], first["port"]) in [(one["host"], one["port"]) for one in result["hosts_asked"]],
             f"apply-fixes: {name}: who was asked before is still named", json.dumps(result["hosts_asked"]))
    done = run("check", "--password-file", "-", *options_of(all_accounts["wrong-port"]), "--apply-fixes",
               stdin=all_accounts["wrong-port"]["password"])
    t.ok(done.returncode == 0 and "Changed for Receiving: Use port" in done.stdout, "apply-fixes: told in the text", done.stdout)

    # Encrypted where it was not, at the same host: that harms nobody.
    status, result, done = check(all_accounts["insecure-connection"], "--apply-fixes")
    t.ok(status == 0 and [(one["port"], one["security"]) for one in result["applied"]] == [(993, "tls")],
         "apply-fixes: insecure-connection ends well, and encrypted", done.stdout)

    # What is a person's to decide, or nobody's, stays as it is.
    for name in ("wrong-password", "certificate-self-signed", "smtp-disabled", "connection-refused", "all-well"):
        status, result, done = check(all_accounts[name], "--apply-fixes")
        before, plain, _ = check(all_accounts[name])
        same = [(a["host"], a["port"], a["security"]) == (b["host"], b["port"], b["security"])
                for a, b in ((result["settings"][side], plain["settings"][side]) for side in ("incoming", "outgoing"))]
        t.ok(status == before and result["applied"] == [] and all(same), f"apply-fixes: {name} stays as it is", done.stdout)


def test_cleartext(t, all_accounts):
    """Servers without encryption, and no consent: an error that says so, not a warning beside nothing."""
    account = all_accounts["insecure-connection"]
    done = run("check", "--password-file", "-", *options_of(account), stdin=account["password"])
    t.ok(done.returncode == 1 and "Problem (certain) insecure-connection" in done.stdout and
         "This account does not work yet." in done.stdout, "cleartext: without consent it is the cause", done.stdout)
    status, result, done = check(account, "--allow-cleartext")
    t.ok(status == 0 and [(f["severity"], f["code"]) for f in result["findings"]] == [("warning", "insecure-connection")],
         "cleartext: with consent it is a warning", done.stdout)


def test_options_for_servers(t):
    """Steps that speak of a list and of fields: in the terminal they are options."""
    for words in (["check", "--practice", "--password-file", "-", "--email"], ["discover", "--practice"]):
        for language in (ENGLISH, GERMAN):
            done = run(*words, "anna@verein.example", stdin="x" if words[0] == "check" else None, language=language)
            t.ok(done.returncode == 1 and all(option in done.stdout for option in (
                "--provider", "--list-providers", "--incoming-host", "--outgoing-host")),
                f"no servers: {words[0]} names the options", done.stdout)
        done = run(*words, "anna@tuta.com", stdin="x" if words[0] == "check" else None)
        t.ok("--incoming-host" not in done.stdout, f"no servers: {words[0]} does not where nothing can work", done.stdout)


def test_scenarios(t):
    """The list for people is in groups and holds no scenario; a scenario is found by its name."""
    listed = run("practice").stdout
    t.ok("\nCertificates\n" in listed and listed.index("\nAll is well\n") < listed.index("\nSign-in\n"),
         "practice: in groups", listed)
    everything = json.loads(run("practice", "--scenarios", "--json").stdout)
    t.ok(len(everything) >= 90 and not any(f"\n{one['id']} " in listed for one in everything),
         "practice: scenarios have a list of their own", len(everything))
    done = run("practice", "--scenarios")
    t.ok(done.returncode == 0 and "Broken and hostile servers" in done.stdout, "practice: scenarios in groups", done.stdout)
    done = run("practice", "relay-denied")
    t.ok(done.returncode == 0 and "Problem (certain) relay-denied" in done.stdout, "practice: one scenario", done.stdout)
    t.equal(run("practice", "relay-denied", "--scenarios").returncode, 2, "practice: a name and the list is one too many")


def test_attempts(t, all_accounts):
    _, result, done = check(all_accounts["wrong-password"])
    t.ok(len(result["attempts"]) == 1 and result["attempts"][0]["refused"] == 1 and
         890 <= result["attempts"][0]["forgotten_in_seconds"] <= 900, "attempts: a refusal is counted", done.stdout)
    _, result, done = check(all_accounts["all-well"])
    t.ok(result["attempts"] == [] and result["applied"] == [], "attempts: none where all is well", done.stdout)


def main():
    t = Tap()
    t.run("usage", test_usage)
    t.run("help", test_help)
    t.run("explain", test_explain)
    t.run("invalid address", test_invalid_address)
    t.run("discover", test_discover)
    t.run("discover nothing", test_discover_nothing)
    t.run("discover text", test_discover_text)
    t.run("check discovers", test_check_discovers)
    t.run("typo question", test_typo_question)
    everyone = accounts()
    t.ok(len(everyone) >= 20, "practice: at least twenty accounts", list(everyone))
    t.run("accounts", test_accounts, everyone)
    t.run("proven fixes", test_proven_fixes, everyone)
    t.run("password sources", test_password_sources, everyone["all-well"])
    t.run("text", test_text, everyone["all-well"], everyone["wrong-port"])
    t.run("certificates", test_certificates, everyone)
    t.run("directions", test_directions, everyone["all-well"])
    t.run("report", test_report, everyone)
    t.run("save", test_save, everyone)
    t.run("apply fixes", test_apply_fixes, everyone)
    t.run("attempts", test_attempts, everyone)
    t.run("cleartext", test_cleartext, everyone)
    t.run("options for servers", test_options_for_servers)
    t.run("scenarios", test_scenarios)
    t.run("stopping", test_stopping, everyone["server-too-slow"])
    t.run("stopping at the question", test_stopping_at_the_question, everyone["all-well"])
    t.run("lost output", test_lost_output, everyone["all-well"])
    return t.finish()


if __name__ == "__main__":
    sys.exit(main())
