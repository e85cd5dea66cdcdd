"""The ledger of credits against a model and against the simulator's own count, in every order of events."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend.push import outcomes
from backend.push.dispatch import dispatch
from backend.push.ledger import confirm, hold_until, release, report_subscriptions, revoke
from backend.push.models import Delivery, Subscription, SubscriptionGrant
from backend.push.services import News, notify
from backend.push.templates import message_data
from backend.wechat.errors import AnswerLost, WeChatUnavailable, error_for
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.state import Simulator
from backend.wechat.simulator.templates import LONG_TERM, TEMPLATES
from tests.conftest import empty_tables
from tests.factories import make_account, make_member
from tests.push.chaos import IS_FULL

EXAMPLES, STEPS = (300, 50) if IS_FULL else (60, 40)
VALUES = {"title": "春季沙龙", "result": "成功", "time": "2026年04月23日 14:00", "venue": "三楼", "note": "请准时"}
# kind -> template; the extra one may not take the last credit of its subject.
KINDS = {
    "signup_done": "signup_result",
    "activity_changed": "activity_reminder",
    "activity_soon": "activity_reminder",
    "suggestion_answered": "suggestion_answered",
}
ANSWERED = {"title": "增设法律咨询日", "unit": "商会", "time": "2026年04月23日 14:00", "note": "已采纳"}
LASTING = "suggestion_answered"
names = st.sampled_from(sorted(set(KINDS.values())))
one_time = st.sampled_from(sorted(set(KINDS.values()) - {LASTING}))
outcomes_of_sends = st.sampled_from(["answered", "answered", "answered", "busy", "lost", "unheard"])
subjects = st.sampled_from(["activity:1", "activity:2"])


class Ledger(RuleBasedStateMachine):
    """One person, two templates whose acceptances are counted, one that is accepted for good."""

    config = clock = None

    def __init__(self):
        super().__init__()
        empty_tables()
        self.clock.set("2026-04-20T10:00:00+08:00")
        self.wechat = Simulator()
        self.templates = {
            name: replace(TEMPLATES[name], type=LONG_TERM) if name == LASTING else TEMPLATES[name]
            for name in set(KINDS.values())
        }
        self.by_id = {one.template_id: one for one in self.templates.values()}
        self.account = make_account(make_member("王敏"), "o-1")
        self.member_id = self.account.member_id
        self.mine = self.wechat.messages.of("o-1")
        self.reports = []
        self.accepted = Counter()  # as reported, by template id
        self.told = 0
        self.repeats = Counter()  # of what went out without an answer
        # Templates of which the simulator may know something else: an answer or an event was lost.
        self.apart = set()

    def id_of(self, name):
        return self.templates[name].template_id

    def ask(self, name, answer, always):
        template_id = self.id_of(name)
        return self.wechat.messages.ask("o-1", self.by_id, [template_id], {template_id: answer}, always=always)

    def report(self, result, subject, always, number):
        return report_subscriptions(
            self.account.id,
            result,
            f"report-{number:04}",
            always=result if always else None,
            subject=subject,
            held_until=self.clock.now() + timedelta(hours=2) if subject else None,
            long_term=[self.id_of(LASTING)],
        )

    @rule(
        name=names,
        answer=st.sampled_from(["accept", "accept", "reject"]),
        subject=subjects | st.just(""),
        always=st.sampled_from([False] * 7 + [True]),
    )
    def phone_reports(self, name, answer, subject, always):
        result = self.ask(name, answer, always)
        report = (result, subject, always, len(self.reports))
        self.report(*report)
        self.reports.append(report)
        self.accepted[self.id_of(name)] += name != LASTING and result[self.id_of(name)] == "accept"

    @initialize(first=subjects | st.just(""))
    def some_are_accepted(self, first):
        for name in sorted(self.templates):
            self.phone_reports(name, "accept", first, always=False)
            self.phone_reports(name, "accept", "", always=False)

    @precondition(lambda self: self.reports)
    @rule(data=st.data())
    def phone_repeats_its_report(self, data):
        self.report(*data.draw(st.sampled_from(self.reports)))

    @rule(name=names)
    def event_about_the_sheet(self, name):
        confirm(self.account.id, {self.id_of(name): "accept"})

    @rule(name=one_time)
    def report_is_lost(self, name):
        if self.ask(name, "accept", always=False)[self.id_of(name)] == "accept":
            self.apart.add(self.id_of(name))

    @rule(kind=st.sampled_from(sorted(KINDS)), subject=subjects)
    def something_is_told(self, kind, subject):
        self.told += 1
        values = ANSWERED if KINDS[kind] == LASTING else VALUES
        notify(News(kind, subject, values, str(self.told)), [self.member_id])

    @rule(kind=st.sampled_from(sorted(KINDS)), subject=subjects, outcome=outcomes_of_sends)
    def something_is_told_and_sent(self, kind, subject, outcome):
        self.something_is_told(kind, subject)
        self.outbox_delivers(outcome)

    @rule(minutes=st.sampled_from([1, 5, 45, 130]))
    def time_passes(self, minutes):
        self.clock.advance(minutes=minutes)

    @rule(name=names, event_arrives=st.booleans())
    def member_revokes(self, name, event_arrives):
        template_id = self.id_of(name)
        self.wechat.messages.revoke("o-1", [template_id])
        is_sending = self.grants("reserved")[template_id]
        if event_arrives:
            revoke(self.account.id, [template_id])
        if is_sending or not event_arrives:
            self.apart.add(template_id)

    @rule(name=names)
    def member_allows_to_be_asked_again(self, name):
        self.mine.always.pop(self.id_of(name), None)

    @rule(subject=subjects)
    def activity_is_put_off(self, subject):
        hold_until(subject, self.clock.now() + timedelta(hours=4))

    @rule(subject=subjects)
    def place_is_given_back(self, subject):
        release(self.account.id, subject)

    @rule(outcome=outcomes_of_sends)
    def outbox_delivers(self, outcome):
        held = {
            one.id: one.subject
            for one in SubscriptionGrant.select()
            if one.held_until is not None and one.held_until > self.clock.now()
        }
        for message in dispatch(self.config, 8).outgoing:
            Delivery.update(attempts=Delivery.attempts + 1).where(Delivery.id == message.id).execute()
            told = Delivery.get_by_id(message.id).notification
            assert held.get(message.grant_id, told.subject) == told.subject, (
                "a credit kept for something else was taken"
            )
            template_id = message.template.template_id
            assert (message.grant_id is None) == (message.template.name == LASTING)
            if outcome == "busy":
                outcomes.failed(message, WeChatUnavailable(-1, "busy"))
                continue
            try:
                if outcome != "lost":
                    self.repeats[template_id] += bool(message.unanswered)
                    self.arrives(message)
                if outcome != "answered":
                    self.apart.add(template_id)
                    raise AnswerLost(None, "no answer")
            except (Refusal, AnswerLost) as problem:
                refused = isinstance(problem, Refusal)
                outcomes.failed(message, error_for(problem.errcode, problem.errmsg) if refused else problem)
            else:
                outcomes.arrived(message, None)

    def arrives(self, message):
        data = {key: {"value": value} for key, value in message_data(message.values, message.template.keys).items()}
        template = self.by_id[message.template.template_id]
        self.wechat.messages.send("u-1", "o-1", template, {"data": data})

    def grants(self, *states):
        rows = SubscriptionGrant.select(SubscriptionGrant.template_id).where(SubscriptionGrant.state << states)
        return Counter(one.template_id for one in rows)

    @invariant()
    def one_acceptance_is_one_credit(self):
        assert self.grants("open", "reserved", "spent", "void") == +self.accepted

    @invariant()
    def never_more_sends_than_acceptances(self):
        arrived = Counter(one.template.template_id for one in self.wechat.messages.delivered)
        written = Counter()
        for one in Delivery.select().where(Delivery.state << ("sent", "uncertain")):
            written[self.id_of(KINDS[one.notification.kind])] += 1
        for name in set(KINDS.values()) - {LASTING}:
            template_id = self.id_of(name)
            assert arrived[template_id] - self.repeats[template_id] <= self.accepted[template_id]
            assert written[template_id] <= self.accepted[template_id]

    @invariant()
    def what_is_reserved_is_being_sent(self):
        for one in SubscriptionGrant.select().where(SubscriptionGrant.state == "reserved"):
            assert Delivery.get_by_id(one.delivery_id).state == "queued"

    @invariant()
    def wechat_counts_the_same(self):
        left = self.grants("open", "reserved")
        for template_id in set(self.by_id) - self.apart - {self.id_of(LASTING)}:
            assert left[template_id] == self.mine.credits.get(template_id, 0)
        if self.id_of(LASTING) not in self.apart:
            row = Subscription.get_or_none(Subscription.template_id == self.id_of(LASTING))
            assert (row is not None and row.is_long_term) == (self.id_of(LASTING) in self.mine.long_term)

    def teardown(self):
        for _ in range(40):
            self.clock.advance(minutes=70)
            self.outbox_delivers("answered")
        assert not Delivery.select().where(Delivery.state == "queued").exists()
        assert self.grants("reserved") == Counter()
        self.never_more_sends_than_acceptances()


@pytest.mark.usefixtures("app")
def test_ledger_agrees_with_its_model_in_every_order_of_events(config, clock):
    class OnThisDatabase(Ledger):
        pass

    OnThisDatabase.clock = clock
    OnThisDatabase.config = replace(config, push=replace(config.push, quiet_hours="", holiday_quiet_hours=""))
    run_state_machine_as_test(
        OnThisDatabase,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
