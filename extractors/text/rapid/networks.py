"""RapidOCR's networks, loaded from its wheel by OpenVINO: one finds lines of text, the others read their characters."""

import resource
from collections.abc import Mapping
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import openvino
from openvino import opset13 as operations

from extractors.errors import EngineMissing

DETECTOR = "PP-OCRv6_det_small.onnx"
READER = "PP-OCRv6_rec_small.onnx"
SETTINGS = {
    "INFERENCE_NUM_THREADS": 1,
    "NUM_STREAMS": 1,
    "PERFORMANCE_HINT": "LATENCY",
    "ENABLE_CPU_PINNING": False,
    "CPU_RUNTIME_CACHE_CAPACITY": 500,
}
"""One thread a process, on no fixed core: the farm runs processes side by side. What is kept for a size is bounded."""


class Network(Protocol):
    """A network ready to run: from one array to one or more, which hold until it runs again."""

    def __call__(self, inputs: np.ndarray) -> Mapping[int, np.ndarray]: ...


def find_model(name: str) -> Path:
    """Where a network lies in RapidOCR's wheel, which is not imported for it.

    Raises:
        EngineMissing: RapidOCR is not installed, or its wheel has other networks.
    """
    package = find_spec("rapidocr")
    places = (package.submodule_search_locations or []) if package else []
    for place in places:
        path = Path(place) / "models" / name
        if path.is_file():
            return path
    raise EngineMissing("ocr_missing", f"RapidOCR's {name} is not installed. Start `./botfarm setup` again.")


def load_detector() -> Network:
    """From a grey image (1, 1, height, width; sides multiples of 32) to how likely each pixel is text, same size."""
    model = _core().read_model(find_model(DETECTOR))
    return _compiled(_grey_input(model))


class Reader:
    """The networks that read lines.

    Attributes:
        characters: what each class stands for: class 0 for nothing, the last for a space.
    """

    def __init__(self) -> None:
        model = _core().read_model(find_model(READER))
        characters = str(model.get_rt_info(["framework", "character"]).value)
        self.characters = np.array(["", *characters.split("\n"), " "])
        last = [node for node in model.get_ordered_ops() if node.get_type_name() == "MatMul"][-1]
        self.weights = last.input(1).get_source_output().get_node().get_data().astype(np.float32)
        (after,) = last.output(0).get_target_inputs()
        addition = after.get_node()
        bias = next(node for node in (i.get_source_output().get_node() for i in addition.inputs()) if node != last)
        self.bias = bias.get_data().astype(np.float32)
        self.body = _grey_input(openvino.Model([last.input(0).get_source_output()], model.get_parameters(), "lines"))

    def reading(self, classes: np.ndarray) -> Network:
        """From grey lines (n, 1, 48, width) to the likeliest of the classes at every eighth pixel: probability, class.

        A third output is what was seen there, for `rereading`.
        """
        seen = self.body.outputs[0].get_node().input(0).get_source_output()
        return _compiled(openvino.Model([*self._likeliest(seen, classes), seen], self.body.get_parameters(), "reading"))

    def rereading(self, classes: np.ndarray) -> Network:
        """From what was seen (n, width / 8, 120) to the likeliest of other classes, as `reading`."""
        seen = operations.parameter([-1, -1, self.weights.shape[0]], np.float32)
        return _compiled(openvino.Model(self._likeliest(seen.output(0), classes), [seen], "rereading"))

    def _likeliest(self, seen: Any, classes: np.ndarray) -> list[Any]:
        weights = operations.constant(np.ascontiguousarray(self.weights[:, classes]))
        bias = operations.constant(self.bias[classes])
        scores = operations.softmax(operations.add(operations.matmul(seen, weights, False, False), bias), -1)
        best = operations.topk(scores, operations.constant(np.int64(1)), -1, "max", "value", "i32")
        return [best.output(0), best.output(1)]


@cache
def _core() -> Any:
    """OpenVINO, with as much address space as the process may have: its code takes little of what it reserves."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    return openvino.Core()


def _compiled(model: openvino.Model) -> Network:
    network: Network = partial(_core().compile_model(model, "CPU", SETTINGS), share_inputs=True, share_outputs=True)
    return network


def _grey_input(model: openvino.Model) -> openvino.Model:
    """The model with bytes of grey as its input, where it asked for three colours from -1 to 1."""
    (colours,) = model.get_parameters()
    shape = colours.get_partial_shape()
    shape[1] = 1
    grey = operations.parameter(shape, np.uint8)
    middle = operations.constant(np.float32(127.5))
    scaled = operations.divide(operations.subtract(operations.convert(grey, "f32"), middle), middle)
    three = operations.concat([scaled, scaled, scaled], 1)
    for target in colours.output(0).get_target_inputs():
        target.replace_source_output(three.output(0))
    return openvino.Model(model.outputs, [grey], model.get_friendly_name())
