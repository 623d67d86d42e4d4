"""Queues that carry document ids. Redis and RQ appear nowhere else."""
