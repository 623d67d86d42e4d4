"""Gradient boosting with LightGBM, its trees taken over into the arrays that reading walks."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from extractors.invoice.ranking.forest import Forest
from extractors.invoice.ranking.option import Features

CHOICE = {"num_leaves": 15, "min_data_in_leaf": 12, "learning_rate": 0.08, "feature_fraction": 0.5, "lambda_l2": 3.0}
CHOICE_TREES = 90
DOUBT = {"num_leaves": 4, "min_data_in_leaf": 15, "learning_rate": 0.08, "feature_fraction": 0.7, "lambda_l2": 5.0}
DOUBT_TREES = 50
ALWAYS = {
    "objective": "binary",
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_depth": 6,
    "use_missing": False,
    "seed": 7,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
}


def grow(
    options: Sequence[Features],
    right: Sequence[bool],
    weights: Sequence[float],
    settings: dict[str, Any],
    trees: int,
    rising: Sequence[str] = (),
) -> Forest:
    """Trees that tell right options from wrong ones; more of a `rising` feature never lowers the chance."""
    names = tuple(sorted({name for features in options for name in features}))
    table = np.array([[features.get(name, 0.0) for name in names] for features in options], dtype=np.float32)
    data = lightgbm.Dataset(table, label=np.array(right, dtype=float), weight=np.array(weights))
    monotone = [int(name in rising) for name in names]
    parameters = {**ALWAYS, **settings, **({"monotone_constraints": monotone} if any(monotone) else {})}
    booster = lightgbm.train(parameters, data, num_boost_round=trees)
    return taken_over(booster.dump_model(), names)


def taken_over(model: dict[str, Any], names: tuple[str, ...]) -> Forest:
    """The trees of LightGBM's description as arrays, without the features that no tree asks for."""
    trees = [_flat(tree["tree_structure"]) for tree in model["tree_info"]]
    used = sorted({node[0] for tree in trees for node in tree if node[2] != node[3]})
    place = {feature: index for index, feature in enumerate(used)}
    width = max((len(tree) for tree in trees), default=1)
    shape = (len(trees), width)
    feature, yes, no = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = (np.zeros(shape, dtype=np.float32) for _ in range(2))
    for row, tree in enumerate(trees):
        for column, (asked, limit, left, right, worth) in enumerate(tree):
            feature[row, column] = place.get(asked, 0) if left != right else 0
            threshold[row, column] = limit
            yes[row, column], no[row, column], value[row, column] = left, right, worth
    depth = max((info_depth(tree["tree_structure"]) for tree in model["tree_info"]), default=0)
    return Forest(tuple(names[index] for index in used) or ("none",), feature, threshold, yes, no, value, depth)


def info_depth(node: dict[str, Any]) -> int:
    """The most questions on any way down from the node."""
    if "split_index" not in node:
        return 0
    return 1 + max(info_depth(node["left_child"]), info_depth(node["right_child"]))


def _flat(root: dict[str, Any]) -> list[tuple[int, float, int, int, float]]:
    """(feature, threshold, yes, no, value) of each node; a leaf follows itself."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def put(node: dict[str, Any]) -> int:
        index = len(nodes)
        if "split_index" not in node:
            nodes.append((0, 0.0, index, index, float(node["leaf_value"])))
            return index
        nodes.append((0, 0.0, 0, 0, 0.0))
        left, right = put(node["left_child"]), put(node["right_child"])
        nodes[index] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
        return index

    put(root)
    return nodes
