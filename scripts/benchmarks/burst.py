"""Everybody at once: 500 members and 100 repeats want 100 places, each on a connection of its own."""

from __future__ import annotations

from backend.activities.models import Activity, Signup
from scripts.benchmarks.benches import NO_ANSWERS, Call
from scripts.benchmarks.load import Round
from scripts.benchmarks.servers import Server
from scripts.benchmarks.world import World, make_activity, make_people

NAME = "signup_burst"
MEMBERS, REPEATS, PLACES = 500, 100, 100


def run_burst(world: World, server: Server, members: int = MEMBERS) -> dict[str, float]:
    """Figures of one burst: placed, waitlisted, oversold (placed above capacity), lost (answered but not there)."""
    repeats, places = members * REPEATS // MEMBERS, members * PLACES // MEMBERS
    people = make_people(world.signing_up, members)
    activity_id = make_activity(world.signing_up, "抢票", 48, capacity=places)
    calls = [Call("PUT", f"/api/v1/activities/{activity_id}/signup", one.token, NO_ANSWERS) for one in people]
    # A repeat goes out while its first request is still under way.
    calls = [again for index, call in enumerate(calls) for again in ([call, call] if index < repeats else [call])]
    outcome = Round(server.port, iter([call.as_bytes() for call in calls]), len(calls)).run(60)
    placed = Signup.select().where(Signup.activity == activity_id, Signup.state == "approved").count()
    waitlisted = Signup.select().where(Signup.activity == activity_id, Signup.state == "waitlisted").count()
    activity = Activity.get_by_id(activity_id)
    return {
        "placed": placed,
        "waitlisted": waitlisted,
        "oversold": max(0, placed - places, activity.taken - places),
        "lost": members - placed - waitlisted + len(calls) - len(outcome.latencies),
        "p99_ms": round(outcome.percentile_ms(99), 1),
    }
