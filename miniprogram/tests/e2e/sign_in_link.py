"""Prints the path of a link that signs somebody in to the console: python sign_in_link.py NAME"""

import sys

from backend.commands.starting import started
from backend.desks.services import make_sign_in_link
from backend.members.models import Member

started()
member = Member.get(Member.name == sys.argv[1], Member.state == "active")
print(f"/console/first/{make_sign_in_link(member.id)}")  # noqa: T201
