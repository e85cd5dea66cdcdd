"""Makes a company of somebody's organization, whom one member represents and another acts for.

Usage: delegate.py COMPANY REPRESENTATIVE_ID DELEGATE_ID
"""

import sys

from backend.commands.starting import started
from backend.companies.services import create_company, put_delegate, put_representative
from backend.organizations.models import Membership, Role
from backend.scope import load_scope

started()
name, representative_id, delegate_id = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
staff_id = Role.get(Role.name == "administrator").member_id
place = Membership.get(Membership.member == representative_id).organization_id
company = create_company(place, staff_id, {"name": name})
put_representative(company, representative_id, staff_id, load_scope(staff_id), {"position": "董事长"})
put_delegate(company, delegate_id, representative_id, staff_id, load_scope(staff_id), {})
