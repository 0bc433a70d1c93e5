"""Settings: the environment or `.env`, every one of them listed in `.env.example`."""

from datetime import date, datetime, time
from functools import cached_property
from re import compile as pattern
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from scheduler.times import Habits, Hours, Stage, stage_of

STAGE = pattern(r"^T([+-]\d{1,2})?\s+(\d{2}:\d{2})$")
FIRST_DAY, LAST_DAY = -10, 15
LONGEST_REQUEST = 365
UTC, SOME_DAY = ZoneInfo("UTC"), date(2026, 1, 1)
TELEGRAM_TOKEN = pattern(r"^\d+:[A-Za-z0-9_-]+$")
TELEGRAM_SECRET = pattern(r"^[A-Za-z0-9_-]{1,256}$")


class SettingsError(ValueError):
    """A setting is wrong; the message is one sentence in Vietnamese."""


class Settings(BaseSettings):
    """What DESIGN §3, "Settings", names; tokens take several, comma-separated."""

    model_config = SettingsConfigDict(env_prefix="CHIHOI_", env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = "sqlite+aiosqlite:///data/chihoi.db"
    timezone: str = "Asia/Ho_Chi_Minh"
    quiet_hours: str = "21:00-06:30"
    thank_leaders: bool = True
    reminder_stages: str = "T-10 19:00, T-3 19:00, T 07:00, T+1 19:00"
    skip_level_days: int = 0
    join_request_days: int = 14
    secret_key: str = ""
    public_url: str = "http://127.0.0.1:8080"
    web_host: str = "127.0.0.1"
    web_port: int = 8080
    telegram_token: str = Field(default="", repr=False)
    telegram_base_url: str = "https://api.telegram.org"
    telegram_webhook_secret: str = Field(default="", repr=False)
    zalo_token: str = Field(default="", repr=False)
    zalo_base_url: str = "https://bot-api.zaloplatforms.com"
    zalo_webhook_secret: str = Field(default="", repr=False)

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as why:
            raise ValueError("không có múi giờ này; hãy dùng tên như Asia/Ho_Chi_Minh") from why
        return name

    @field_validator("quiet_hours")
    @classmethod
    def _readable_hours(cls, text: str) -> str:
        _hours(text)
        return text

    @field_validator("reminder_stages")
    @classmethod
    def _readable_stages(cls, text: str, others: ValidationInfo) -> str:
        stages, quiet = _stages(text), str(others.data.get("quiet_hours", ""))
        if text != cls.model_fields["reminder_stages"].default and quiet:
            for stage in stages:
                if Hours(UTC, _hours(quiet)).is_quiet(datetime.combine(SOME_DAY, stage.hour, UTC)):
                    raise ValueError(
                        f"{stage.name} {stage.hour:%H:%M} rơi vào giờ yên tĩnh {quiet}, không ai được nhắn"
                    )
        return text

    @field_validator("skip_level_days")
    @classmethod
    def _so_many_days(cls, days: int) -> int:
        if not 0 <= days <= LAST_DAY:
            raise ValueError(f"từ 1 đến {LAST_DAY} ngày; 0: không báo vượt cấp")
        return days

    @field_validator("join_request_days")
    @classmethod
    def _some_days(cls, days: int) -> int:
        if days and not 2 <= days <= LONGEST_REQUEST:
            raise ValueError(f"từ 2 đến {LONGEST_REQUEST} ngày; 0: chờ mãi")
        return days

    @field_validator("telegram_token")
    @classmethod
    def _telegram_tokens(cls, text: str) -> str:
        if any(not TELEGRAM_TOKEN.match(token) for token in tokens(text)):
            raise ValueError("mã bot Telegram có dạng 123456789:AA…; nhiều mã thì cách nhau bằng dấu phẩy")
        return text

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _telegram_secret(cls, text: str) -> str:
        if text and not TELEGRAM_SECRET.match(text):
            raise ValueError("chỉ dùng chữ không dấu, số, gạch dưới, gạch nối; tối đa 256 ký tự")
        return text

    @field_validator("zalo_webhook_secret")
    @classmethod
    def _zalo_secret(cls, text: str) -> str:
        if text and not 8 <= len(text) <= 256:
            raise ValueError("cần 8 đến 256 ký tự")
        return text

    @model_validator(mode="after")
    def _reachable(self) -> "Settings":
        hooked = self.telegram_webhook_secret or self.zalo_webhook_secret
        if hooked and not self.public_url.startswith("https://"):
            raise ValueError("webhook cần CHIHOI_PUBLIC_URL bắt đầu bằng https://")
        return self

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of business time."""
        return ZoneInfo(self.timezone)

    @cached_property
    def quiet(self) -> tuple[time, time]:
        """From when to when the clock disturbs nobody."""
        return _hours(self.quiet_hours)

    @cached_property
    def habits(self) -> Habits:
        """What the clock says and when, as this organisation has chosen."""
        return Habits(_stages(self.reminder_stages), self.thank_leaders, self.skip_level_days, self.join_request_days)


def tokens(text: str) -> list[str]:
    """Several tokens, comma-separated."""
    return [token.strip() for token in text.split(",") if token.strip()]


def _hours(text: str) -> tuple[time, time]:
    try:
        begin, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError as why:
        raise ValueError("hãy viết như 21:00-06:30") from why
    return begin, end


def _stages(text: str) -> tuple[Stage, ...]:
    """`T-3 19:00`, comma-separated: so many days from the due day, and at which hour."""
    found = [STAGE.match(part.strip()) for part in text.split(",") if part.strip()]
    try:
        stages = [stage_of(int(one[1] or 0), time.fromisoformat(one[2])) for one in found if one]
    except ValueError:
        stages = []
    named = {stage.name: stage for stage in stages}
    if not found or len(named) != len(found) or not all(FIRST_DAY <= one.days <= LAST_DAY for one in stages):
        raise ValueError(f"hãy viết như T-10 19:00, T-3 19:00, T 07:00, T+1 19:00 (từ T{FIRST_DAY} đến T+{LAST_DAY})")
    return tuple(sorted(stages, key=lambda stage: (stage.days, stage.hour)))


def load_settings() -> Settings:
    """Read the settings. Raises SettingsError naming the setting and what to do."""
    try:
        return Settings()
    except ValidationError as why:
        first = why.errors()[0]
        name = "CHIHOI_" + "_".join(str(part) for part in first["loc"] or ("public_url",)).upper()
        reason = str(first.get("ctx", {}).get("error", "")) or "giá trị không hợp lệ"
        raise SettingsError(f"Cài đặt {name} không đúng: {reason}.") from why
