# SPDX-License-Identifier: GPL-3.0-or-later
"""The facts about mail providers in data/providers: reading them, and what must be true of them.

Python's own library is enough: the build uses this. What a file looks like is said once more, for
editors and other programs, in data/schemas/provider.schema.json; a test holds both together.
"""
import datetime
import json
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, 'data', 'providers')
SOURCES = os.path.join(ROOT, 'data', 'provider-sources.json')
LOOKALIKES = os.path.join(ROOT, 'data', 'lookalike-domains.json')

CERTAINTIES = ('confirmed', 'reported', 'unconfirmed')
PROTOCOLS = {'incoming': ('imap', 'pop3'), 'outgoing': ('smtp',)}
SECURITIES = ('tls', 'starttls', 'none')
AUTHS = ('password-cleartext', 'password-encrypted', 'oauth2', 'none')
ACCESS = ('enable-imap', 'enable-pop', 'enable-smtp', 'enable-third-party')
REQUIREMENTS = ('app-password', *ACCESS, 'oauth2-only', 'oauth2-available',
                'separate-mail-password', 'bridge', 'no-protocols', 'paid-plan',
                'username-differs', 'certificate-host', 'tls12-minimum')
# Collections that were copied from another one, and are no second voice beside it.
COPIES = {'mailspring': 'ispdb', 'ispdb-removed': 'ispdb'}
# What nobody has to do anything about at the provider, so that no page is missed.
WITHOUT_PAGE = ('oauth2-available', 'certificate-host', 'tls12-minimum')
# Ports that begin in plain text. TLS from the first byte cannot be right there.
PLAIN_PORTS = (25, 110, 143)
# Ports that begin with TLS (RFC 8314 3).
TLS_PORTS = (465, 993, 995)

LABEL = r'[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
DOMAIN = re.compile(rf'(?=.{{4,253}}$)({LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]')
HOST_LABEL = r'[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?'
HOST = re.compile(rf'%MXHOST%|(?=.{{1,253}}$)(%EMAILDOMAIN%|{HOST_LABEL}(\.{HOST_LABEL})*'
                  r'(\.%EMAILDOMAIN%)?)')
PLACEHOLDER = re.compile(r'%EMAIL(ADDRESS|LOCALPART|DOMAIN)%')
USERNAME = re.compile(r'address|local-part|other|[^%\s]*(%EMAIL(ADDRESS|LOCALPART|DOMAIN)%[^%\s]*)+')
DATE = re.compile(r'\d{4}-\d\d-\d\d')
PAGE_SOURCE = re.compile(r'(page|web):https://\S+')

KEYS = {
    'provider': (('id', 'name', 'country', 'domains', 'mx', 'incoming', 'outgoing', 'requirements',
                  'source', 'certainty', 'date'),
                 ('aliases', 'popular', 'main_domains', 'mx_source', 'mx_date', 'oauth2',
                  'help_url')),
    'server': (('protocol', 'host', 'port', 'security', 'username', 'auth'), ()),
    'requirement': (('kind', 'source', 'certainty', 'date'),
                    ('when', 'default', 'protocols', 'help_url')),
    'oauth2': (('issuer', 'authorization_endpoint', 'token_endpoint', 'scopes', 'source', 'date'),
               ()),
}
LANGUAGES = ('de', 'en', 'other')


class Refused(Exception):
    """A file that is not JSON, or whose top is not an object."""


def paths(folder=FOLDER):
    """The provider files, by name."""
    return sorted(os.path.join(folder, name) for name in os.listdir(folder)
                  if name.endswith('.json') and not name.startswith('.'))


def _refuse_twice(pairs):
    """The same key twice: the second would win in silence."""
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise Refused(f'the key "{key}" stands twice in one object')
    return dict(pairs)


def read(path):
    try:
        with open(path, encoding='utf-8') as file:
            facts = json.load(file, object_pairs_hook=_refuse_twice)
    except OSError as error:
        raise Refused(f'cannot be read: {error.strerror}') from error
    except UnicodeDecodeError as error:
        raise Refused('is not UTF-8') from error
    except json.JSONDecodeError as error:
        raise Refused(f'is not JSON: line {error.lineno}: {error.msg}') from error
    if not isinstance(facts, dict):
        raise Refused('has to be one JSON object')
    return facts


def read_sources(path=SOURCES):
    """The collections that several files name, by id."""
    return {source['id']: source for source in read(path)['sources']}


def read_lookalikes(path=LOOKALIKES):
    """Domains that only look like a slip of the finger in a well-known one."""
    return read(path)['domains']


class Faults:
    """Looks at one file. What it finds is in `errors` (the build stops) and `hints` (worth adding)."""

    def __init__(self, path, facts, sources):
        self.facts = facts
        self.sources = sources
        self.errors = []
        self.hints = []
        name = os.path.basename(path).removesuffix('.json')
        if not self.keys(facts, 'provider', 'the file'):
            return
        self.names(facts, name)
        self.domains(facts)
        for direction, protocols in PROTOCOLS.items():
            for number, server in enumerate(self.list(facts, direction), 1):
                self.server(server, protocols, f'{direction} server {number}')
        for requirement in self.list(facts, 'requirements'):
            self.requirement(requirement)
        if 'oauth2' in facts:
            self.oauth2(facts['oauth2'])
        self.pages(facts, 'the provider')
        self.fact(facts, 'the servers')
        if not self.errors:
            self.whole(facts)

    def error(self, text):
        self.errors.append(text)

    def hint(self, text):
        self.hints.append(text)

    def keys(self, value, kind, place):
        """Whether `value` is an object with all the keys it needs and none that is unknown."""
        needed, allowed = KEYS[kind]
        if not isinstance(value, dict):
            self.error(f'{place} has to be an object')
            return False
        lacking = [key for key in needed if key not in value]
        for key in lacking:
            self.error(f'{place} has no "{key}"')
        for key in value:
            if key not in needed + allowed:
                self.error(f'{place} has an unknown key "{key}"')
        return not lacking

    def list(self, value, key):
        found = value.get(key, [])
        if not isinstance(found, list):
            self.error(f'"{key}" has to be a list')
            return []
        return found

    def texts(self, value, key, pattern, what):
        """A list of texts of one form, none of them twice."""
        for text in self.list(value, key):
            if not isinstance(text, str) or not pattern.fullmatch(text):
                self.error(f'"{key}": {text!r} is not {what}')
            elif self.list(value, key).count(text) > 1:
                self.error(f'"{key}": "{text}" stands twice')

    def one_of(self, value, key, allowed, place):
        if value.get(key) not in allowed:
            self.error(f'{place}: "{key}" is one of {", ".join(allowed)}')

    def names(self, facts, name):
        if facts['id'] != name:
            self.error(f'the id "{facts["id"]}" and the file name "{name}.json" differ')
        if not re.fullmatch(r'[a-z0-9]+(-[a-z0-9]+)*', str(facts['id'])):
            self.error('the id has lower-case letters, digits and single dashes')
        if not isinstance(facts['name'], str) or not facts['name'].strip():
            self.error('the name is empty')
        elif facts['name'] != facts['name'].strip() or not facts['name'].isprintable():
            self.error('the name has blanks at its ends or unprintable characters')
        if facts['country'] is not None and not re.fullmatch('[A-Z]{2}', str(facts['country'])):
            self.error('the country has two capital letters (ISO 3166), or is null')
        if facts.get('popular', True) is not True:
            self.error('"popular" is true, or left out')
        self.texts(facts, 'aliases', re.compile(r'\S(.*\S)?'), 'another name')

    def domains(self, facts):
        for key in ('domains', 'main_domains', 'mx'):
            self.texts(facts, key, DOMAIN, 'a domain in lower-case ASCII')
        for domain in self.list(facts, 'main_domains'):
            if domain not in self.list(facts, 'domains'):
                self.error(f'"main_domains": "{domain}" does not stand in "domains"')
        if facts.get('mx') and not ('mx_source' in facts and 'mx_date' in facts):
            self.error('"mx" needs "mx_source" and "mx_date"')
        if 'mx_source' in facts:
            self.known_sources(facts, 'mx_source', 'the mail exchangers')
        if 'mx_date' in facts:
            self.date(facts['mx_date'], 'the mail exchangers')

    def server(self, server, protocols, place):
        if not self.keys(server, 'server', place):
            return
        self.one_of(server, 'protocol', protocols, place)
        self.one_of(server, 'security', SECURITIES, place)
        if not isinstance(server['host'], str) or not HOST.fullmatch(server['host']):
            self.error(f'{place}: {server["host"]!r} is not a host name in lower-case ASCII')
        if not isinstance(server['username'], str) or not USERNAME.fullmatch(server['username']):
            self.error(f'{place}: {server["username"]!r} is not address, local-part, other or a '
                       'template')
        self.texts(server, 'auth', re.compile('|'.join(AUTHS)), f'one of {", ".join(AUTHS)}')
        if not self.list(server, 'auth'):
            self.error(f'{place}: "auth" is empty')
        self.port(server, place)

    def port(self, server, place):
        port = server['port']
        if isinstance(port, bool) or not isinstance(port, int) or not 1 <= port <= 65535:
            self.error(f'{place}: the port is a number from 1 to 65535')
        elif server['security'] == 'tls' and port in PLAIN_PORTS:
            self.error(f'{place}: port {port} begins in plain text, it cannot have security "tls"')
        elif server['security'] != 'tls' and port in TLS_PORTS:
            self.error(f'{place}: port {port} begins with TLS, it has security "tls"')
        elif server['security'] == 'tls' and port == 587:
            self.hint(f'{place}: port 587 usually begins in plain text; is "tls" right?')

    def requirement(self, requirement):
        if not self.keys(requirement, 'requirement', 'a requirement'):
            return
        kind = requirement['kind']
        place = f'requirement {kind}'
        self.one_of(requirement, 'kind', REQUIREMENTS, 'a requirement')
        self.only_with(requirement, 'when', ('app-password',), ('always', 'with-2fa'), place)
        self.only_with(requirement, 'default', ACCESS, ('on', 'off'), place)
        if kind == 'paid-plan' and not self.list(requirement, 'protocols'):
            self.error(f'{place} has no "protocols"')
        self.texts(requirement, 'protocols', re.compile('imap|pop3|smtp'), 'imap, pop3 or smtp')
        self.pages(requirement, place)
        self.fact(requirement, place)

    def only_with(self, requirement, key, kinds, values, place):
        if requirement['kind'] in kinds:
            self.one_of(requirement, key, values, place)
        elif key in requirement:
            self.error(f'{place} has no use for "{key}"')

    def oauth2(self, oauth2):
        if not self.keys(oauth2, 'oauth2', 'oauth2'):
            return
        if not isinstance(oauth2['issuer'], str) or not oauth2['issuer']:
            self.error('oauth2: the issuer is empty')
        for key in ('authorization_endpoint', 'token_endpoint'):
            self.page(oauth2[key], f'oauth2: "{key}"')
        self.texts(oauth2, 'scopes', re.compile(r'\S+'), 'a scope')
        if not self.list(oauth2, 'scopes'):
            self.error('oauth2: "scopes" is empty')
        self.known_sources(oauth2, 'source', 'oauth2')
        self.date(oauth2['date'], 'oauth2')

    def page(self, url, place):
        if not isinstance(url, str) or not re.fullmatch(r'https://[a-z0-9.-]+(/\S*)?', url):
            self.error(f'{place}: {url!r} is not an https link to a named host')

    def pages(self, value, place):
        found = value.get('help_url', {'en': 'https://none.invalid/'})
        if not isinstance(found, dict) or not found:
            self.error(f'{place}: "help_url" has to be an object with de, en or other')
            return
        for language, url in found.items():
            if language not in LANGUAGES:
                self.error(f'{place}: "help_url" has de, en and other, not "{language}"')
            self.page(url, f'{place}: help page {language}')

    def fact(self, value, place):
        """Who says so, how sure it is, and since when."""
        self.one_of(value, 'certainty', CERTAINTIES, place)
        self.known_sources(value, 'source', place)
        self.date(value['date'], place)
        if value['certainty'] == 'confirmed' and not self.is_confirmed(value):
            self.error(f'{place}: confirmed needs the provider\'s own page (page:https://…) or two '
                       'sources that are not copies of each other')

    def is_confirmed(self, value):
        voices = {COPIES.get(source, source) for source in map(str, self.list(value, 'source'))}
        return len(voices - {'editor'}) > 1 or any(v.startswith('page:') for v in voices)

    def known_sources(self, value, key, place):
        named = self.list(value, key)
        if not named:
            self.error(f'{place}: no source')
        for source in named:
            if source not in self.sources and not PAGE_SOURCE.fullmatch(str(source)):
                self.error(f'{place}: the source "{source}" is unknown; name one of '
                           f'{os.path.relpath(SOURCES, ROOT)}, or the page as page:https://…')

    def date(self, date, place):
        try:
            valid = bool(DATE.fullmatch(date)) and bool(datetime.date.fromisoformat(date))
        except (TypeError, ValueError):
            valid = False
        if not valid:
            self.error(f'{place}: the date is written YYYY-MM-DD')

    # What only shows when everything is well-formed.

    def whole(self, facts):
        kinds = [requirement['kind'] for requirement in facts['requirements']]
        servers = facts['incoming'] + facts['outgoing']
        for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
            self.error(f'requirement {kind} stands twice')
        if any(server['username'] == 'other' for server in servers) and \
                'username-differs' not in kinds:
            self.error('a user name "other" needs the requirement username-differs')
        if 'no-protocols' in kinds and servers:
            self.error('no-protocols and servers exclude each other')
        protocols = [PROTOCOLS['incoming'].index(s['protocol']) for s in facts['incoming']]
        if protocols != sorted(protocols):
            self.error('incoming: IMAP comes before POP3')
        self.lacking_servers(facts, kinds)
        self.lacking_pages(facts)
        self.unsure(facts)

    def lacking_servers(self, facts, kinds):
        protocols = {server['protocol'] for server in facts['incoming']}
        servers = facts['incoming'] + facts['outgoing']
        if 'no-protocols' not in kinds and not facts['incoming']:
            self.hint('no incoming server: nothing can be proposed')
        elif 'no-protocols' not in kinds:
            if 'imap' not in protocols:
                self.hint('no IMAP server: does the provider really have POP3 only?')
            if 'pop3' not in protocols:
                self.hint('no POP3 server: not offered, or only not looked for?')
        if facts['incoming'] and not facts['outgoing']:
            self.hint('no outgoing server')
        if servers and all(server['security'] == 'none' for server in servers):
            self.hint('every server is unencrypted: people are warned before a password is sent')
        if not facts['domains'] and not facts['mx']:
            self.hint('neither domains nor mail exchangers: people find it by name only')

    def lacking_pages(self, facts):
        german = facts['country'] in ('DE', 'AT', 'CH', 'LI')
        for value, place in [(facts, 'the server settings')] + [
                (r, f'requirement {r["kind"]}') for r in facts['requirements']
                if r['kind'] not in WITHOUT_PAGE]:
            pages = value.get('help_url', {})
            if not pages:
                self.hint(f'no help page for {place}')
            elif 'de' not in pages and (german or facts.get('popular')):
                self.hint(f'no German help page for {place}')

    def unsure(self, facts):
        for value, place in [(facts, 'the servers')] + [
                (r, f'requirement {r["kind"]}') for r in facts['requirements']]:
            if value['certainty'] != 'confirmed':
                self.hint(f'{place}: {value["certainty"]} only '
                          f'({", ".join(value["source"])}, {value["date"]})')


def shared_faults(all_facts):
    """What no file shows alone: the same domain, mail exchanger or name in two of them, between
    which nobody could choose. Yields (id, text)."""
    owners = {}
    for facts in all_facts:
        other = owners.setdefault(('name', str(facts.get('name')).casefold()), facts['id'])
        if other != facts['id']:
            yield facts['id'], f'the name "{facts.get("name")}" stands in {other}.json too'
        for key in ('domains', 'mx'):
            for name in facts.get(key, []):
                other = owners.setdefault((key, name), facts['id'])
                if other != facts['id']:
                    yield facts['id'], f'"{key}": "{name}" stands in {other}.json too'


def read_valid(folder=FOLDER):
    """All files that can be read."""
    for path in paths(folder):
        try:
            yield read(path)
        except Refused:
            continue


def source_faults(path=SOURCES):
    """What is wrong with the list of sources."""
    seen = set()
    for source in read(path)['sources']:
        name = source.get('id')
        if name in seen:
            yield f'the source "{name}" stands twice'
        seen.add(name)
        for key in ('id', 'name', 'date', 'licence'):
            if not isinstance(source.get(key), str) or not source[key]:
                yield f'the source "{name}" has no "{key}"'
        if not DATE.fullmatch(str(source.get('date'))):
            yield f'the source "{name}": the date is written YYYY-MM-DD'
        if not source.get('url', 'https://').startswith('https://'):
            yield f'the source "{name}": its address is no https link'


def lookalike_faults(path=LOOKALIKES):
    """What is wrong with the list of look-alikes."""
    domains = read_lookalikes(path)
    owned = {domain: facts['id'] for facts in read_valid() for domain in facts.get('domains', [])}
    if domains != sorted(set(domains)):
        yield 'the domains are not sorted, or one stands twice'
    for domain in domains:
        if not DOMAIN.fullmatch(domain):
            yield f'"{domain}" is no domain in lower-case ASCII'
        if domain in owned:
            yield f'"{domain}" stands in {owned[domain]}.json and needs no entry'
