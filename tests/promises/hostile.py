"""Texts that would act if a page took them for markup, and a world in which all texts are such."""

from lineage.actions.files import receive_run_file
from lineage.actions.streams import Lines, Stream, StreamChunk, record_stream
from lineage.models import Run
from registry.actions.collections import describe_collection
from registry.actions.keys import issue_key
from registry.actions.people import create_organization
from registry.models import ArtifactVersion, LinkedVersion, Project, Role, User
from tests import make

# As names: without the characters that names cannot have.
NAMES = [
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "<script>alert(1)<script>",
    "{{constructor.constructor('alert(1)')()}}",
    '" autofocus onfocus=alert(1) x="',
    "]]>--><iframe onload=alert(1)>",
    "`-alert(1)-`",
    "${alert(1)}",
    "<details open ontoggle=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;",
]
TEXTS = [
    *NAMES,
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt&colon;alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "![beacon](https://evil.example/beacon.png)",
    "<img src=https://evil.example/beacon.png>",
    "<link rel=stylesheet href=https://evil.example/style.css>",
    "<style>@import 'https://evil.example/style.css';</style>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=https://evil.example/></object>",
    "<embed src=https://evil.example/>",
    "<form action=https://evil.example/><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<a href=https://evil.example/ ping=https://evil.example/>x</a>",
    "<video><source onerror=alert(1)></video>",
    "<input onfocus=alert(1) autofocus>",
    "<x onclick=alert(1) tabindex=1 id=x></x>#x",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<scr\u0131pt>alert(1)</scr\u0131pt>",
    "\u2028alert(1)\u2029",
]


EVERY = "\n\n".join(TEXTS)
PAIRS: dict[str, object] = {text: text for text in TEXTS}


def make_hostile_world(name: str) -> tuple[User, LinkedVersion]:
    """All names are this one; all longer texts are all of them."""
    user = make.make_user("mika", is_admin=True)
    organization = create_organization(
        actor=make.actor(), name=name, entity_name="hostile-org", admin=user
    )
    team = make.make_team(organization, "hostile-team", mika=Role.ADMIN)
    run = _run(make.make_project(team, name), name, user)
    version = _version(run, name, user)
    for number in range(2):
        reader = make.make_run(run.project, f"{name}{number}", user, display_name=name)
        make.use(reader, version)
    registry = make.make_registry(organization, name)
    link = make.link(version, registry, name, aliases=[name], user=user)
    describe_collection(actor=make.actor(user), collection=link.collection, description=EVERY)
    issue_key(actor=make.actor(user), user=user, name=name)
    return user, link


def _run(project: Project, name: str, user: User) -> Run:
    run = make.make_run(
        project,
        name,
        user,
        display_name=name,
        job_type=name,
        group=name,
        tags=TEXTS,
        notes=EVERY,
        config=PAIRS,
        summary=PAIRS,
        host=name,
    )
    streams = {Stream.OUTPUT: Lines(0, TEXTS)}
    record_stream(actor=make.actor(user), run=run, chunk=StreamChunk(lines=streams))
    receive_run_file(run=run, name=name, chunks=[EVERY.encode()])
    return run


def _version(run: Run, name: str, user: User) -> ArtifactVersion:
    return make.make_version(
        run.project,
        name,
        name,
        run=run,
        user=user,
        files={name: EVERY.encode(), "card.html": EVERY.encode()},
        references={"far": "javascript:alert(1)"},
        metadata=PAIRS,
        description=EVERY,
        aliases=(name,),
    )
