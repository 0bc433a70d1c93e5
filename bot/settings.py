"""Settings: the environment or `.env`, every one of them listed in `.env.example`."""

from datetime import time
from functools import cached_property
from re import compile as pattern
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

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


def tokens(text: str) -> list[str]:
    """Several tokens, comma-separated."""
    return [token.strip() for token in text.split(",") if token.strip()]


def _hours(text: str) -> tuple[time, time]:
    try:
        begin, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError as why:
        raise ValueError("hãy viết như 21:00-06:30") from why
    return begin, end


def load_settings() -> Settings:
    """Read the settings. Raises SettingsError naming the setting and what to do."""
    try:
        return Settings()
    except ValidationError as why:
        first = why.errors()[0]
        name = "CHIHOI_" + "_".join(str(part) for part in first["loc"] or ("public_url",)).upper()
        reason = str(first.get("ctx", {}).get("error", "")) or "giá trị không hợp lệ"
        raise SettingsError(f"Cài đặt {name} không đúng: {reason}.") from why
