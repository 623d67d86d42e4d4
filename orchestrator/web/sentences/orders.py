"""What is said of a document held against purchase orders, and of orders that are handed in."""

from orchestrator.phrases import phrase

ORDERS = (
    phrase("Every line is within what was ordered ({orders})."),
    phrase("No purchase orders are known to the farm; nothing was compared."),
    phrase("It names no order, and needs none."),
    phrase("It was judged before its orders changed; try it again first. Now: {why}"),
    phrase("Its purchase orders, or what came in of them, have changed; it is judged again."),
    phrase("And {count} more differences."),
    phrase("Order {order} is with {supplier}, not with {other}."),
    phrase("Order {order} is in {ours}, the document in {theirs}; prices were not compared."),
    phrase("Order {order} is closed."),
    phrase("Order {order} was cancelled."),
    phrase("No order {order} is known."),
    phrase("It names no order, and the rules ask for one."),
    phrase("It shows no line with an amount that could be held against the order."),
    phrase("Line {lines} ({description}, {amount}) is on no line of the order."),
    phrase("The small differences from the orders come to {amount} together, which is too much."),
    phrase(
        "Line {lines}: the price is {price}, but {agreed} was agreed (order {order}, line {line}); that is {amount} "
        "too much."
    ),
    phrase(
        "Line {lines}: {ordered} was ordered, {before} was billed before and {now} is billed now (order {order}, "
        "line {line})."
    ),
    phrase(
        "Line {lines}: nothing came in yet, {before} was billed before and {now} is billed now (order {order}, "
        "line {line})."
    ),
    phrase(
        "Line {lines}: of {ordered} ordered {received} came in, {before} was billed before and {now} is billed now "
        "(order {order}, line {line})."
    ),
    phrase("Line {lines}: {back} is given back, but only {before} was billed (order {order}, line {line})."),
)
