"""Fills the demo: organizations, people, activities, and the page with their phones."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from backend import clock
from backend.config import Config
from backend.demo import clock_api
from backend.demo.activities import seed_activities
from backend.demo.aftermath import seed_aftermath
from backend.demo.people import ADMINISTRATOR, MEMBER, ORGANIZER, VISITOR, People, give_phone, seed_people
from backend.demo.questions import seed_surveys
from backend.demo.topics import seed_topics
from backend.demo.voices import seed_suggestions
from backend.desks.services import make_sign_in_link
from backend.errors import DomainError
from backend.joining.models import Invitation
from backend.joining.services.invitations import create_invitation
from backend.members.models import Member
from backend.profiles.definitions import ensure_default_sections


class NoSimulator(DomainError):
    """The demo is for a server that talks to the simulator, never for a real one."""

    message = "seed-demo needs demo.simulator_url and demo.preview_dir; scripts/demo sets both"


def seed_demo(config: Config) -> str:
    """Fill what is missing and write the preview's configuration; returns what to tell the person at the shell."""
    simulator = config.demo.simulator_url
    if not simulator or not config.demo.preview_dir:
        raise NoSimulator
    ensure_default_sections()
    people = seed_people(Path(config.security.keys_file).parent)
    added = seed_activities(people)
    seed_aftermath(people)
    seed_suggestions(people)
    seed_surveys(people)
    seed_topics(people)
    phones = [
        _phone("member", "会员", MEMBER, give_phone(simulator, *MEMBER, people.member_id)),
        _phone("organizer", "组织者", ORGANIZER, give_phone(simulator, *ORGANIZER, people.organizer_id)),
        _phone("staff", "工作人员", ADMINISTRATOR, give_phone(simulator, *ADMINISTRATOR, people.administrator_id)),
        _phone("visitor", "访客", VISITOR, give_phone(simulator, *VISITOR, None)),
    ]
    settings = {
        "api_base": "",
        "simulator_base": simulator,
        "phones": phones,
        "clock": clock_api.PATH if config.demo.clock_file else "",
        "links": [{"prefix": f"{config.server.base_url}/e/", "path": "pages/checkin/index"}],
    }
    path = Path(config.demo.preview_dir) / "config.json"
    path.write_text(json.dumps(settings, ensure_ascii=False, indent=2), encoding="utf-8")
    members = Member.select().count()
    return (
        f"{members} members, {added} activities added; invitation code for the visitor: {_invitation_code(people)}\n"
        f"console, for one browser: {config.server.base_url}/console/first/{make_sign_in_link(people.administrator_id)}"
    )


def _phone(key: str, title: str, person: tuple[str, str], user_id: str) -> dict[str, str]:
    return {"id": key, "title": title, "name": person[0], "user_id": user_id}


def _invitation_code(people: People) -> str:
    still_open = Invitation.select().where(
        Invitation.expires_at > clock.now(), Invitation.revoked_at.is_null(), Invitation.used < Invitation.max_uses
    )
    invitation = still_open.first() or create_invitation(
        people.chamber_id, people.administrator_id, max_uses=50, expires_at=clock.now() + timedelta(days=30)
    )
    return str(invitation.code)
