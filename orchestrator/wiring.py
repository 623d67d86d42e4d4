"""The only place where parts are put together."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from pathlib import Path

from bots.erp.port import ErpAccount, ErpSession
from config import files
from config.errors import ConfigError
from config.settings import Settings, load_settings
from extractors.models import Limits
from orchestrator.judging import Judge
from orchestrator.posting import Poster, PostingTerms
from orchestrator.reconcile import ReconcileTerms
from orchestrator.store import Store, open_store
from queues.connection import Redis, client
from queues.server import EmbeddedServer


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
        return f"http://{self.settings.web_address}/"

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

    @cached_property
    def judge(self) -> Judge:
        folder = self.settings.user_config
        return Judge(
            store=self.store,
            rules=files.load_rules(folder),
            policy=files.load_approval_policy(folder),
            coding=files.load_coding(folder),
            tax_codes=files.load_tax_codes(folder),
            erp=self.settings.erp,
            company=self.settings.erp_company,
        )

    @cached_property
    def poster(self) -> Poster:
        settings = self.settings
        terms = PostingTerms(
            lease=timedelta(seconds=settings.erp_lease_seconds),
            settle=timedelta(seconds=settings.erp_settle_seconds),
            submit_budget_seconds=settings.erp_submit_budget_seconds,
        )
        return Poster(self.store, self.open_erp, terms)

    @property
    def reconcile_terms(self) -> ReconcileTerms:
        settings = self.settings
        return ReconcileTerms(settle=timedelta(seconds=settings.erp_settle_seconds), max_attempts=settings.max_attempts)

    @property
    def erp_account(self) -> ErpAccount:
        """Where and as whom to key.

        Raises:
            ConfigError: a setting is missing.
        """
        settings = self.settings
        needed = ("erp_url", "erp_company", "erp_user")
        missing = [f"BOTFARM_{name.upper()}" for name in needed if not getattr(settings, name)]
        if not settings.erp_password.get_secret_value():
            missing.append("BOTFARM_ERP_PASSWORD or BOTFARM_ERP_PASSWORD_FILE")
        if missing:
            raise ConfigError(f"The ERP is not set up: set {', '.join(missing)}.")
        return ErpAccount(
            erp=settings.erp, url=settings.erp_url, database=settings.erp_database, company=settings.erp_company,
            user=settings.erp_user, password=settings.erp_password, step_seconds=settings.erp_step_seconds,
        )  # fmt: skip

    def open_erp(self) -> ErpSession:
        """A new logged-in session of the ERP. Only who keys loads the browser's library."""
        from bots.erp.registry import ADAPTERS

        account = self.erp_account
        adapter = ADAPTERS.get(account.erp)
        if adapter is None:
            raise ConfigError(f"BOTFARM_ERP is {account.erp!r}; known are {', '.join(sorted(ADAPTERS))}.")
        return adapter.open(account, self.home / "evidence")


@lru_cache(maxsize=1)
def farm() -> Farm:
    """The farm of this process, by its environment."""
    return Farm(load_settings())
