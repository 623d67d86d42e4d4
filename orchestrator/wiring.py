"""The only place where parts are put together. A dozen processes load it, so each part is loaded when first made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bots.erp.port import ErpAccount, ErpSession
from config import files
from config.settings import Settings, load_settings
from extractors.models import Limits
from orchestrator.accounts import Accounts
from orchestrator.breaker import BreakerTerms
from orchestrator.store import Store, open_store
from orchestrator.webhooks.addresses import reach
from orchestrator.webhooks.terms import WebhookTerms
from queues.connection import Redis, client
from queues.server import EmbeddedServer

if TYPE_CHECKING:
    from orchestrator.acts import Acts
    from orchestrator.auditing.terms import AuditTerms
    from orchestrator.judging import Judge
    from orchestrator.lane import KeyingLane
    from orchestrator.posting import Poster
    from orchestrator.reconcile import ReconcileTerms


@dataclass(frozen=True)
class Farm:
    """The farm as the settings describe it; each part is made when first asked for."""

    settings: Settings

    @cached_property
    def store(self) -> Store:
        return open_store(self.settings)

    @property
    def home(self) -> Path:
        return self.settings.folder

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def dashboard_url(self) -> str:
        return self.settings.pages_url

    @property
    def embedded_queue(self) -> EmbeddedServer | None:
        """The queue server that the farm runs itself, None where REDIS_URL names another."""
        return None if self.settings.redis_url else EmbeddedServer(self.home / "valkey")

    @property
    def queue_url(self) -> str:
        embedded = self.embedded_queue
        return embedded.url if embedded else self.settings.redis_url

    @cached_property
    def redis(self) -> Redis:
        return client(self.queue_url)

    @property
    def limits(self) -> Limits:
        settings = self.settings
        return Limits(
            max_bytes=settings.max_file_mb * 2**20, max_pages=settings.max_pages, seconds=settings.read_seconds
        )

    @property
    def judge(self) -> Judge:
        """Who judges by the rules in force now: asked for each judgement, made anew where the rules have changed."""
        from orchestrator.rule_sets.putting import take_up_from_disk
        from orchestrator.store import rule_sets

        with self.store.reading() as tx:
            now = rule_sets.hash_in_force(tx)
        if not now:
            now = take_up_from_disk(self.store, self.settings.user_config).content_hash
        if now not in self._judges:
            judge = self._make_judge(now)
            self._judges.clear()
            self._judges[now] = judge
        return self._judges[now]

    @cached_property
    def _judges(self) -> dict[str, Judge]:
        return {}

    def _make_judge(self, content_hash: str) -> Judge:
        from orchestrator.judging import Judge
        from orchestrator.rule_sets.rulebook import parse
        from orchestrator.store import rule_sets
        from orchestrator.suspicion.watchlists import Watchlists

        folder = self.settings.user_config
        with self.store.reading() as tx:
            rules = rule_sets.named(tx, content_hash)
        assert rules is not None
        book = parse(rules.files)
        return Judge(
            store=self.store,
            rules=book.rules,
            policy=book.policy,
            own=book.own,
            rule_set=rules.short,
            coding=files.load_coding(folder),
            tax_codes=files.load_tax_codes(folder),
            erp=self.accounts.first.erp,
            company=self.accounts.first.company,
            watchlists=Watchlists(folder),
        )

    @cached_property
    def acts(self) -> Acts:
        """What can be asked of the farm."""
        from orchestrator.acts import Acts

        return Acts(
            self.store, lambda: self.judge, self.limits, reach=self.webhook_terms.reach, audit_terms=self.audit_terms
        )

    @property
    def audit_terms(self) -> AuditTerms:
        """Where anchors of the history go, and how long documents are kept."""
        from orchestrator.auditing.anchors import FILE as ANCHORS
        from orchestrator.auditing.terms import AuditTerms

        settings = self.settings
        return AuditTerms(
            home=self.home,
            anchors=(settings.anchor_folder or self.home / "anchors").expanduser().absolute() / ANCHORS,
            tsa_url=settings.tsa_url,
            tsa_certificates=settings.tsa_certificates,
            retention=lambda: files.load_retention(settings.user_config),
        )

    @property
    def webhook_terms(self) -> WebhookTerms:
        """How webhooks are sent."""
        settings = self.settings
        return WebhookTerms(
            reach=reach(settings.webhook_networks),
            seconds=settings.webhook_seconds,
            tries=settings.webhook_tries,
            first=timedelta(seconds=settings.webhook_first_retry_seconds),
            longest=timedelta(seconds=settings.webhook_longest_retry_seconds),
            keep=timedelta(days=settings.webhook_keep_days),
        )

    @cached_property
    def accounts(self) -> Accounts:
        """The ERP accounts, each with its lane."""
        return Accounts(self.settings, files.load_erps(self.settings.user_config).accounts)

    @property
    def breaker_terms(self) -> BreakerTerms:
        settings = self.settings
        return BreakerTerms(
            first=timedelta(seconds=settings.lane_probe_seconds),
            longest=timedelta(seconds=settings.lane_probe_longest_seconds),
            screen=timedelta(seconds=settings.lane_screen_probe_seconds),
            patience=timedelta(seconds=settings.erp_lease_seconds),
        )

    def lane(self, name: str = "") -> KeyingLane:
        """The lane of this name, the first without one."""
        from orchestrator.lane import KeyingLane

        return KeyingLane(self.store, self.accounts.lane(name), self.breaker_terms)

    def poster(self, lane: str = "") -> Poster:
        """Who keys in a lane; a worker process has one, and with it one login."""
        from orchestrator.posting import Poster, PostingTerms

        name = self.accounts.lane(lane).name
        if name not in self._posters:
            settings = self.settings
            terms = PostingTerms(
                lease=timedelta(seconds=settings.erp_lease_seconds),
                settle=timedelta(seconds=settings.erp_settle_seconds),
                submit_budget_seconds=settings.erp_submit_budget_seconds,
            )
            self._posters[name] = Poster(self.store, lambda: self.open_erp(name), terms, self.lane(name))
        return self._posters[name]

    @cached_property
    def _posters(self) -> dict[str, Poster]:
        return {}

    @property
    def reconcile_terms(self) -> ReconcileTerms:
        from orchestrator.reconcile import ReconcileTerms

        settings = self.settings
        return ReconcileTerms(settle=timedelta(seconds=settings.erp_settle_seconds), max_attempts=settings.max_attempts)

    @property
    def erp_account(self) -> ErpAccount:
        """Where and as whom the first lane keys.

        Raises:
            ConfigError: something of it is missing.
        """
        return self.accounts.login()

    def open_erp(self, lane: str = "") -> ErpSession:
        """A new logged-in session of a lane's account, the first's without one. Only who keys loads the browser's
        library."""
        from bots.erp.registry import load_adapter

        account = self.accounts.login(lane)
        return load_adapter(account.erp, self.settings.user_config).open(account, self.home / "evidence")


@lru_cache(maxsize=1)
def farm() -> Farm:
    """The farm of this process, by its environment."""
    return Farm(load_settings())
