"""Where the pages listen, and by which name they are reached."""

from typing import Any

import pytest

from config.errors import ConfigError
from config.settings import load_settings


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({}, "http://127.0.0.1:8400/"),
        ({"web_address": "[::1]:9000"}, "http://[::1]:9000/"),
        ({"web_url": "https://farm.example/"}, "https://farm.example/"),
        ({"web_address": "0.0.0.0:8400", "web_url": "https://farm.example"}, "https://farm.example/"),
    ],
)
def test_where_people_find_the_pages(given: dict[str, Any], url: str) -> None:
    assert load_settings(**given).pages_url == url


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"web_address": "0.0.0.0:8400"}, "set web_url"),
        ({"web_address": "192.168.1.4:8400", "web_url": "http://farm.example"}, "set web_url"),
        ({"web_address": "127.0.0.1"}, "a port"),
        ({"web_url": "farm.example"}, "a scheme and a host"),
        ({"web_url": "https://farm.example/under"}, "without a path"),
        ({"web_url": "ftp://farm.example"}, "a scheme and a host"),
    ],
)
def test_beyond_this_machine_only_encrypted_and_by_one_name(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        load_settings(**given)
