"""Making an adapter for a new ERP: a skeleton, and what a recording of one keyed invoice tells."""
