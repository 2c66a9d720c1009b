"""Waiting for elements as a recording's ``waitForElement`` says: how many, with which attributes and properties."""

import operator
import time

from playwright.sync_api import Frame, Locator

from analyzer.recordings.selectors import shown
from analyzer.recordings.steps import WaitForElement
from analyzer.walking.performing.locating import StepError, count, found_by, let_time_pass

_COMPARE = {">=": operator.ge, "==": operator.eq, "<=": operator.le}
_DEEP_MATCH = """(element, wanted) => {
  const matches = (want, have) => want === have || (want instanceof Object && have instanceof Object
    && Object.entries(want).every(([key, value]) => matches(value, have[key])));
  return matches(wanted, element);
}"""


def wait_for(frame: Frame, step: WaitForElement, timeout: float) -> None:
    """Wait until the first alternative that matches anything finds as many such elements as the step says.

    Raises
    ------
    StepError
        If that is not so within ``timeout`` milliseconds.
    """
    end = time.monotonic() + timeout / 1000
    while _holds(frame, step) != step.visible:
        if time.monotonic() > end:
            names = ", ".join(shown(selector) for selector in step.selectors)
            wanted = f"{step.operator} {step.count} of {names}"
            raise StepError(f"{wanted} {'not ' if step.visible else 'still '}there after {timeout / 1000:g} s")
        let_time_pass(frame)


def _holds(frame: Frame, step: WaitForElement) -> bool:
    for selector in step.selectors:
        for locator in found_by(frame, selector):
            if found := count(locator):
                return bool(_COMPARE[step.operator](found, step.count)) and all(
                    _resembles(locator.nth(index), step) for index in range(found)
                )
    return bool(_COMPARE[step.operator](0, step.count))


def _resembles(element: Locator, step: WaitForElement) -> bool:
    attributes = all(element.get_attribute(name) == value for name, value in (step.attributes or {}).items())
    return attributes and (not step.properties or bool(element.evaluate(_DEEP_MATCH, step.properties)))
