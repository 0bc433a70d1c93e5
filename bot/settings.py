"""Settings: the environment or `.env`, every one of them listed in `.env.example`."""

from datetime import time
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(ValueError):
    """A setting is wrong; the message is one sentence in Vietnamese."""


class Settings(BaseSettings):
    """What DESIGN §3, "Settings", names; tokens take several, comma-separated."""

    model_config = SettingsConfigDict(env_prefix="CHIHOI_", env_file=".env", env_file_encoding="utf-8", extra="ignore")

    database_url: str = "sqlite+aiosqlite:///data/chihoi.db"
    timezone: str = "Asia/Ho_Chi_Minh"
    quiet_hours: str = "21:00-06:30"
    secret_key: str = ""
    public_url: str = "http://127.0.0.1:8080"
    web_host: str = "127.0.0.1"
    web_port: int = 8080

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

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of business time."""
        return ZoneInfo(self.timezone)

    @cached_property
    def quiet(self) -> tuple[time, time]:
        """From when to when the clock disturbs nobody."""
        return _hours(self.quiet_hours)


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
        name = "CHIHOI_" + "_".join(str(part) for part in first["loc"]).upper()
        reason = str(first.get("ctx", {}).get("error", "")) or "giá trị không hợp lệ"
        raise SettingsError(f"Cài đặt {name} không đúng: {reason}.") from why
