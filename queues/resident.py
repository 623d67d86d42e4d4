"""A worker that runs its jobs in its own process: a browser session lives from job to job."""

from rq.worker import SimpleWorker

from queues.listening import Listening


class ResidentWorker(Listening, SimpleWorker):
    """One job after the other in this process; a crash takes the process along and the supervisor starts another."""
