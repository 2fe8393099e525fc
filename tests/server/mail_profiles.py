# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts as Thunderbird and Mailspring keep them, for programs that look for them in a home folder."""

import hashlib
import json
import os
import subprocess

KEY = "3oZkq0Zq1mY9uQ7Tt0bFvA=="
SOCKET = {"tls": 3, "starttls": 2, "none": 0}


# --- Thunderbird ---

def preference(name, value):
    return f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"


def server_of(account, host, **changes):
    """The account at that host, for write_prefs(); `more` are further preferences of the incoming server."""
    return {"type": "imap", "host": host, "port": 993, "security": "tls", "user": account["username"], "more": {},
            "smtp_port": 465, "smtp_security": "tls", **changes}


def write_prefs(path, servers):
    """A profile with these accounts; each is what server_of() gives, with the address."""
    keys = ",".join(f"account{i}" for i in range(1, len(servers) + 1))
    text = "// Mozilla User Preferences\n" + preference("mail.accountmanager.accounts", keys)
    for i, (address, server) in enumerate(servers, 1):
        rows = {f"account.account{i}.server": f"server{i}", f"account.account{i}.identities": f"id{i}",
                f"server.server{i}.type": server["type"], f"server.server{i}.hostname": server["host"],
                f"server.server{i}.port": server["port"], f"server.server{i}.socketType": SOCKET[server["security"]],
                f"server.server{i}.userName": server["user"], f"identity.id{i}.useremail": address,
                f"identity.id{i}.smtpServer": f"smtp{i}", f"smtpserver.smtp{i}.hostname": server["host"],
                f"smtpserver.smtp{i}.port": server["smtp_port"],
                f"smtpserver.smtp{i}.try_ssl": SOCKET[server["smtp_security"]],
                f"smtpserver.smtp{i}.username": server["user"],
                **{f"server.server{i}.{leaf}": value for leaf, value in server["more"].items()}}
        text += "".join(preference("mail." + name, value) for name, value in rows.items())
    text += preference("mail.smtpservers", ",".join(f"smtp{i}" for i in range(1, len(servers) + 1)))
    path.write_text(text, encoding="utf-8")


def make_profile(home, servers):
    """Returns the folder of the only profile, as Thunderbird leaves it when it was used and closed."""
    root = home / ".thunderbird"
    profile = root / "abc.default-esr"
    profile.mkdir(parents=True)
    (root / "profiles.ini").write_text("[Profile0]\nName=default-esr\nIsRelative=1\nPath=abc.default-esr\n"
                                       "[Install1]\nDefault=abc.default-esr\n", encoding="utf-8")
    write_prefs(profile / "prefs.js", servers)
    return profile


# --- Mailspring ---

class Session:
    """A session bus with the real gnome-keyring-daemon on it, in which Mailspring's key lies."""

    def __init__(self, folder):
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": self.bus.stdout.readline().strip()}
        whole = {**os.environ, **self.environment, "HOME": str(folder), "XDG_DATA_HOME": str(folder),
                 "XDG_RUNTIME_DIR": str(folder)}
        self.daemon = start_keyring(folder, whole)

    def close(self):
        for process in (self.daemon, self.bus):
            process.kill()
            process.wait()


def start_keyring(folder, environment):
    """On the bus of that environment, unlocked, with Mailspring's key in it."""
    daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                               f"--control-directory={folder}"], env=environment, stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    daemon.stdin.write(b"keyring")
    daemon.stdin.close()
    # Whoever asks before this daemon is there has the bus start another, whose keyring is locked.
    subprocess.run(["gdbus", "wait", "--session", "--timeout", "30", "org.freedesktop.secrets"], env=environment,
                   check=True)
    subprocess.run(["secret-tool", "store", "--label=Chromium Safe Storage", "application", "Mailspring"], input=KEY,
                   text=True, env=environment, check=True)
    return daemon


def encipher(passwords):
    """As Chromium does it on Linux, in the form of Node's Buffer."""
    key = hashlib.pbkdf2_hmac("sha1", KEY.encode(), b"saltysalt", 1, 16)
    done = subprocess.run(["openssl", "enc", "-aes-128-cbc", "-K", key.hex(), "-iv", "20" * 16],
                          input=json.dumps(passwords).encode(), stdout=subprocess.PIPE, check=True)
    return {"type": "Buffer", "data": list(b"v11" + done.stdout)}


def write_config(config, host, account, passwords, **changes):
    """Mailspring's folder in the configuration folder, with that account."""
    settings = {"imap_host": host, "imap_port": 993, "imap_username": account["username"], "imap_security": "SSL / TLS",
                "imap_allow_insecure_ssl": False, "smtp_host": host, "smtp_port": 465,
                "smtp_username": account["username"], "smtp_security": "SSL / TLS", "smtp_allow_insecure_ssl": False,
                **changes}
    folder = config / "Mailspring"
    folder.mkdir(parents=True, exist_ok=True)
    whole = {"*": {"env": "production", "accountsVersion": 1, "credentials": encipher(passwords), "accounts": [
        {"id": "0badcafe", "name": "Anna", "provider": "imap", "emailAddress": account["address"],
         "label": account["address"], "settings": settings}]}}
    (folder / "config.json").write_text(json.dumps(whole, indent=2), encoding="utf-8")
