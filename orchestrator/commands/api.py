"""`botfarm api-schema`: the description of the API."""

import sys


def api_schema() -> None:
    """Print the OpenAPI description of the API as JSON."""
    from orchestrator.web.api.application import description  # loads the web framework, which no other command needs

    sys.stdout.write(description())
