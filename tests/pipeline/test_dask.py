"""The engine dask: the same bytes come out of a cluster, also where a worker is killed in the middle."""

import os
import signal

import pytest

pytest.importorskip("distributed", reason="Dask is not there: pip install '.[dask]'")

from distributed import Client, LocalCluster

from research.build import BuildError, Job, code_folder
from research.pipeline import reading
from research.quality.bench_corpus import write
from tests.project import bytes_of

COUNT = 40  # articles
pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 4)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path)) as made:
        yield made


def kill_one(cluster: LocalCluster) -> None:
    """Kill a worker."""
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)


def test_a_cluster_gives_the_same_bytes_also_when_a_worker_is_killed(cluster, tmp_path, monkeypatch):
    raw = tmp_path / "raw"
    write(raw, COUNT)
    code_folder(Job(raw, tmp_path / "here"))
    done: list[int] = []

    def add(self, count):
        if self.step != "coding":
            return
        done.append(count)
        if len(done) == 2:  # of ten batches
            kill_one(cluster)

    monkeypatch.setattr(reading.Progress, "add", add)
    code_folder(Job(raw, tmp_path / "there"), engine=("dask", cluster.scheduler_address))
    assert sum(done) == COUNT
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")


def test_a_cluster_that_is_not_there_is_named(tmp_path, monkeypatch):
    raw = tmp_path / "raw"
    write(raw, 1)
    with pytest.raises(BuildError, match=r"there is no Dask scheduler at tcp://127\.0\.0\.1:9"):
        code_folder(Job(raw, tmp_path / "out"), engine=("dask", "tcp://127.0.0.1:9"))
