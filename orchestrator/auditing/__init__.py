"""What makes the history worth something to a stranger: anchors outside, bundles to check elsewhere, erasure."""
