"""What may be typed wrong into each form, and at which field it is said. By the form's name."""

Typed = dict[str, str]

LONG, VERY_LONG = "x" * 1_001, "x" * 70_000
KEY = {"name": "laptop", "scope": "write"}
KEYS = [
    ({**KEY, "name": ""}, "name"),
    ({**KEY, "name": LONG}, "name"),
    ({**KEY, "scope": "all"}, "scope"),
    ({**KEY, "expires_at": "tomorrow"}, "expires_at"),
    ({**KEY, "expires_at": "2020-01-31"}, "expires_at"),
]
PEOPLE = [
    ({"names": "", "role": "member"}, "names"),
    ({"names": "okapi-mate, nobody", "role": "member"}, "names"),
    ({"names": "okapi-mate", "role": "king"}, "role"),
]
ROLE = [({"role": "king"}, "role"), ({"role": ""}, "role")]
ALIAS = [
    ({"alias": "a/b"}, "alias"),
    ({"alias": "v3", "reason": "It is the third."}, "alias"),
    ({"alias": "ok", "reason": LONG}, "reason"),
]
TAGS = [({"tags": ""}, "tags"), ({"tags": "good, a/b"}, "tags")]
DESCRIPTION = [({"description": VERY_LONG}, "description")]
CONFIRM = [({"confirm": ""}, "confirm"), ({"confirm": "okapi-zo"}, "confirm")]
LINK = [
    ({"registry": "0", "collection": "okapi-zoo", "aliases": "good"}, "registry"),
    ({"collection": "", "aliases": "good"}, "collection"),
    ({"collection": "a/b", "aliases": "good"}, "collection"),
    ({"collection": "new", "aliases": "good, v3"}, "aliases"),
]
REGISTRY = {"name": "ok", "visibility": "restricted", "description": "Ours.", "accepted_types": ""}
COLLECTION = {"name": "ok", "type_name": "okapi-type", "description": "# Card"}
NEW_USER = {"username": "ok", "email": "ok@example.org", "password": "correct horse battery"}

BAD: dict[str, list[tuple[Typed, str]]] = {
    "login": [({"username": "okapi-owner", "password": "wrong"}, "password")],
    "authorize": KEYS,
    "keys": KEYS,
    "profile profile": [
        ({"first_name": "Okapi", "email": "okapi"}, "email"),
        ({"first_name": LONG, "email": ""}, "first_name"),
        ({"last_name": LONG}, "last_name"),
    ],
    "profile password": [
        ({"current": "wrong", "new": "correct horse battery"}, "current"),
        ({"current": "correct horse battery staple", "new": "1234"}, "new"),
        ({"current": "correct horse battery staple", "new": "okapi-owner"}, "new"),
    ],
    "profile entity": [({"entity": "nobodys"}, "entity"), ({"entity": ""}, "entity")],
    "organization add": PEOPLE,
    "organization role": ROLE,
    "team-create": [
        ({"name": ""}, "name"),
        ({"name": "a/b"}, "name"),
        ({"name": "okapi-team"}, "name"),
        ({"name": "settings"}, "name"),
    ],
    "team add": PEOPLE,
    "team role": ROLE,
    "service-accounts create": [*KEYS, ({**KEY, "name": "okapi-robot"}, "name")],
    "service-accounts rotate": [
        ({"expires_at": "tomorrow"}, "expires_at"),
        ({"expires_at": "2020-01-31"}, "expires_at"),
    ],
    "registry-create": [
        ({**REGISTRY, "name": ""}, "name"),
        ({**REGISTRY, "name": "a/b"}, "name"),
        ({**REGISTRY, "name": "a\0"}, "name"),
        ({**REGISTRY, "name": "a\u200b"}, "name"),
        ({**REGISTRY, "name": "\ud7ff\u0301" * 200}, "name"),
        ({**REGISTRY, "name": "okapi-vault"}, "name"),
        ({**REGISTRY, "visibility": "secret"}, "visibility"),
        ({**REGISTRY, "accepted_types": "good, a/b"}, "accepted_types"),
        ({**REGISTRY, "description": VERY_LONG}, "description"),
    ],
    "registry-settings rename": [({"name": ""}, "name"), ({"name": "a#b"}, "name")],
    "registry-settings describe": DESCRIPTION,
    "registry-settings accept": [
        ({"accepted_types": ""}, "accepted_types"),
        ({"accepted_types": "a/b"}, "accepted_types"),
    ],
    "registry-settings protect": [({"alias": ""}, "alias"), ({"alias": "v3"}, "alias")],
    "registry-delete": CONFIRM,
    "registry-members add": PEOPLE,
    "registry-members role": ROLE,
    "collection-create": [
        ({**COLLECTION, "name": ""}, "name"),
        ({**COLLECTION, "name": "a\0"}, "name"),
        ({**COLLECTION, "name": "a\u200b"}, "name"),
        ({**COLLECTION, "name": "okapi-zoo"}, "name"),
        ({**COLLECTION, "type_name": ""}, "type_name"),
        ({**COLLECTION, "type_name": "dataset"}, "type_name"),
        ({**COLLECTION, "description": VERY_LONG}, "description"),
    ],
    "collection-settings rename": [({"name": ""}, "name"), ({"name": "a:b"}, "name")],
    "collection-settings add_tags": TAGS,
    "collection-card": DESCRIPTION,
    "collection-delete": CONFIRM,
    "collection-link": [({"aliases": "good, v3"}, "aliases")],
    "version-edit add_alias": ALIAS,
    "version-edit add_tags": TAGS,
    "version-edit describe": DESCRIPTION,
    "version-link": LINK,
    "source-version-edit add_alias": ALIAS,
    "source-version-edit add_tags": TAGS,
    "source-version-edit describe": DESCRIPTION,
    "source-version-link": LINK,
    "source-version-remove": CONFIRM,
    "admin:user-create": [
        ({**NEW_USER, "username": ""}, "username"),
        ({**NEW_USER, "username": "a/b"}, "username"),
        ({**NEW_USER, "username": "okapi-owner"}, "username"),
        ({**NEW_USER, "email": "ok"}, "email"),
        ({**NEW_USER, "password": "1234"}, "password"),
    ],
    "admin:user-account password": [({"new": ""}, "new"), ({"new": "1234"}, "new")],
    "admin:organization-create": [
        ({"name": "", "admin": "okapi-owner"}, "name"),
        ({"name": "okapi-org", "admin": "okapi-owner"}, "name"),
        ({"name": "ok", "entity_name": "okapi-team", "admin": "okapi-owner"}, "entity_name"),
        ({"name": "ok", "admin": "nobody"}, "admin"),
    ],
}

# Nothing is typed here: buttons and menus. What no page would send changes nothing.
BUTTONS: dict[str, Typed] = {
    "logout": {},
    "theme": {"theme": "pink"},
    "stars": {"pk": "999999"},
    "key-revoke": {},
    "organization remove": {"member": "nobody"},
    "team remove": {"member": "nobody"},
    "service-accounts close": {"member": "nobody"},
    "registry-settings accept_all": {},
    "registry-settings visibility": {"visibility": "secret"},
    "registry-settings unprotect": {"alias": "nothing"},
    "registry-members remove": {"member": "nobody"},
    "collection-settings remove_tags": {"tags": "nothing"},
    "version-edit remove_alias": {"names": "nothing"},
    "version-edit remove_tags": {"tags": "nothing"},
    "version-remove": {},
    "source-version-edit remove_alias": {"names": "nothing"},
    "source-version-edit remove_tags": {"tags": "nothing"},
    "admin:user-account deactivate": {},
    "admin:user-account reactivate": {},
}
