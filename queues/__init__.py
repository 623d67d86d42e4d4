"""Jobs that carry a document id: where they wait, who runs them, how they are. Redis and RQ appear only here."""
