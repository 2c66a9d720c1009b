"""What a script can do to a page: every public member of Playwright's classes, and of which kind it is.

- *acts*: what a person could do with pointer, keyboard or the browser's own buttons. It becomes a transition, and the
  verb says how it is described (``analyzer.walking.watching.describing``).
- *looks*: reads, finds or waits, and must not change what the service knows. What an ``evaluate`` causes all the same
  is noticed on the page.
- *configures*: prepares the browser or listens; no step of a procedure.
- *brings*: puts code or content of the script's own into the page. What that does cannot be told from what the page
  does, so the walk says that its counts cannot be relied on.
- *refuses*: would go around the watched page, or take over what the walk itself holds; it raises.

Classes and members are those of Playwright for Python 1.65 (its API reference). A test compares the table with the
installed version in both directions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Verb = Literal[
    "click", "double_click", "tap", "pointer_move", "pointer_down", "pointer_up", "wheel", "scroll_to", "hover", "drag",
    "fill", "clear", "type", "press", "key_down", "key_up", "check", "uncheck", "set_checked", "choose", "upload",
    "drop", "focus", "blur", "select", "dispatch", "open", "back", "forward", "reload", "front", "close", "accept",
    "dismiss", "wait",
]  # fmt: skip


@dataclass(frozen=True)
class Members:
    """The public members of one class, by kind; those that act carry their verb."""

    acts: Mapping[str, Verb]
    looks: frozenset[str]
    configures: frozenset[str]
    refuses: frozenset[str]
    brings: frozenset[str]

    def __contains__(self, name: str) -> bool:
        return any(name in kind for kind in (self.acts, self.looks, self.configures, self.refuses, self.brings))

    def __len__(self) -> int:
        return sum(len(kind) for kind in (self.acts, self.looks, self.configures, self.refuses, self.brings))


def _members(
    acts: Mapping[str, Verb] = MappingProxyType({}),
    looks: str = "",
    configures: str = "",
    refuses: str = "",
    brings: str = "",
) -> Members:
    kinds = (frozenset(names.split()) for names in (looks, configures, refuses, brings))
    return Members(MappingProxyType(dict(acts)), *kinds)


_ON_AN_ELEMENT: Mapping[str, Verb] = {
    "check": "check", "click": "click", "dblclick": "double_click", "dispatch_event": "dispatch", "fill": "fill",
    "focus": "focus", "hover": "hover", "press": "press", "select_option": "choose", "set_checked": "set_checked",
    "set_input_files": "upload", "tap": "tap", "type": "type", "uncheck": "uncheck",
}  # fmt: skip
_FINDING = """get_by_alt_text get_by_label get_by_placeholder get_by_role get_by_test_id get_by_text get_by_title
    frame_locator locator"""
_STATE = """get_attribute inner_html inner_text input_value is_checked is_disabled is_editable is_enabled is_hidden
    is_visible text_content"""
_SCRIPTING = "evaluate evaluate_handle"
_SELECTING = "eval_on_selector eval_on_selector_all query_selector query_selector_all wait_for_selector"
_EVENTS = "on once"

SURFACE: Mapping[str, Members] = MappingProxyType({
    "SyncBase": _members(configures="on once remove_listener"),
    "Page": _members(
        acts={
            **_ON_AN_ELEMENT, "drag_and_drop": "drag", "goto": "open", "go_back": "back", "go_forward": "forward",
            "reload": "reload", "bring_to_front": "front", "close": "close", "wait_for_timeout": "wait",
        },
        looks=f"""{_FINDING} {_STATE} {_SCRIPTING} {_SELECTING} aria_snapshot console_messages content context
            expect_console_message expect_download expect_event expect_file_chooser expect_navigation expect_popup
            expect_request expect_request_finished expect_response expect_websocket expect_worker frame frames
            get_by_ref is_closed keyboard main_frame mouse opener page_errors pdf requests screenshot title
            touchscreen url video viewport_size wait_for_event wait_for_function wait_for_load_state wait_for_url
            workers""",
        configures=f"""{_EVENTS} add_locator_handler add_style_tag clear_console_messages
            clear_page_errors clock emulate_media expose_binding expose_function hide_highlight local_storage
            remove_locator_handler request request_gc route route_from_har route_web_socket screencast session_storage
            set_default_navigation_timeout set_default_timeout set_extra_http_headers set_viewport_size unroute
            unroute_all webmcp""",
        brings="add_init_script add_script_tag set_content",
        refuses="cancel_pick_locator pause pick_locator",
    ),
    "Frame": _members(
        acts={**_ON_AN_ELEMENT, "drag_and_drop": "drag", "goto": "open", "wait_for_timeout": "wait"},
        looks=f"""{_FINDING} {_STATE} {_SCRIPTING} {_SELECTING} child_frames content expect_navigation frame_element
            is_detached name page parent_frame title url wait_for_function wait_for_load_state wait_for_url""",
        configures="add_style_tag webmcp",
        brings="add_script_tag set_content",
    ),
    "Locator": _members(
        acts={
            **_ON_AN_ELEMENT, "blur": "blur", "clear": "clear", "drag_to": "drag", "drop": "drop",
            "press_sequentially": "type", "scroll_into_view_if_needed": "scroll_to", "select_text": "select",
        },
        looks=f"""{_FINDING} {_STATE} {_SCRIPTING} all all_inner_texts all_text_contents and_ aria_snapshot bounding_box
            content_frame count describe description element_handle element_handles evaluate_all filter first last
            normalize nth or_ page screenshot visible wait_for wait_for_function within""",
        configures="hide_highlight highlight",
    ),
    "ElementHandle": _members(
        acts={**_ON_AN_ELEMENT, "scroll_into_view_if_needed": "scroll_to", "select_text": "select"},
        looks=f"""{_STATE} {_SELECTING} bounding_box content_frame owner_frame screenshot
            wait_for_element_state""",
    ),
    "JSHandle": _members(
        looks=f"{_SCRIPTING} as_element get_properties get_property json_value", configures="dispose"
    ),
    "FrameLocator": _members(looks=f"{_FINDING} first last nth owner"),
    "Keyboard": _members(
        acts={"down": "key_down", "insert_text": "type", "press": "press", "type": "type", "up": "key_up"}
    ),
    "Mouse": _members(
        acts={
            "click": "click", "dblclick": "double_click", "down": "pointer_down", "move": "pointer_move",
            "up": "pointer_up", "wheel": "wheel",
        }
    ),
    "Touchscreen": _members(acts={"tap": "tap"}),
    "Dialog": _members(acts={"accept": "accept", "dismiss": "dismiss"}, looks="default_value message page type"),
    "FileChooser": _members(acts={"set_files": "upload"}, looks="element is_multiple page"),
    "LocatorAssertions": _members(
        looks="""to_be_attached to_be_checked to_be_disabled to_be_editable to_be_empty to_be_enabled to_be_focused
            to_be_hidden to_be_in_viewport to_be_visible to_contain_class to_contain_text
            to_have_accessible_description to_have_accessible_error_message to_have_accessible_name to_have_attribute
            to_have_class to_have_count to_have_css to_have_id to_have_js_property to_have_role to_have_text
            to_have_value to_have_values to_match_aria_snapshot not_to_be_attached not_to_be_checked
            not_to_be_disabled not_to_be_editable not_to_be_empty not_to_be_enabled not_to_be_focused not_to_be_hidden
            not_to_be_in_viewport not_to_be_visible not_to_contain_class not_to_contain_text
            not_to_have_accessible_description not_to_have_accessible_error_message not_to_have_accessible_name
            not_to_have_attribute not_to_have_class not_to_have_count not_to_have_css not_to_have_id
            not_to_have_js_property not_to_have_role not_to_have_text not_to_have_value not_to_have_values
            not_to_match_aria_snapshot"""
    ),
    "PageAssertions": _members(
        looks="""to_have_title to_have_url to_match_aria_snapshot not_to_have_title not_to_have_url
            not_to_match_aria_snapshot"""
    ),
    "APIResponseAssertions": _members(looks="to_be_ok not_to_be_ok"),
    "BrowserContext": _members(
        looks="""background_pages browser cookies expect_console_message expect_event expect_page is_closed pages
            service_workers storage_state wait_for_event""",
        configures="""add_cookies clear_cookies clear_permissions clock credentials debugger
            expose_binding expose_function grant_permissions new_cdp_session new_page on once request route
            route_from_har route_web_socket set_default_navigation_timeout set_default_timeout set_extra_http_headers
            set_geolocation set_offline set_storage_state tracing unroute unroute_all""",
        refuses="close",
        brings="add_init_script",
    ),
    "Browser": _members(
        looks="browser_type contexts is_connected version",
        configures="new_browser_cdp_session on once start_tracing stop_tracing",
        refuses="bind close new_context new_page unbind",
    ),
    "BrowserType": _members(
        looks="executable_path name", refuses="connect connect_over_cdp launch launch_persistent_context"
    ),
    "Playwright": _members(looks="chromium devices firefox request selectors webkit", refuses="stop"),
    "APIRequest": _members(refuses="new_context"),
    "APIRequestContext": _members(
        looks="cookies storage_state tracing", configures="add_cookies clear_cookies dispose",
        refuses="delete fetch get head patch post put",
    ),
    "APIResponse": _members(
        looks="""body headers headers_array json ok security_details server_addr status status_text text timing url""",
        configures="dispose",
    ),
    "Clock": _members(refuses="fast_forward install pause_at resume run_for set_fixed_time set_system_time"),
    "Request": _members(
        looks="""all_headers existing_response failure frame header_value headers headers_array is_navigation_request
            method post_data post_data_buffer post_data_json redirected_from redirected_to resource_type response
            service_worker sizes timing url"""
    ),
    "Response": _members(
        looks="""all_headers body finished frame from_service_worker header_value header_values headers headers_array
            http_version json ok request security_details server_addr status status_text text url"""
    ),
    "Route": _members(looks="request", configures="abort continue_ fallback", refuses="fetch", brings="fulfill"),
    "WebSocket": _members(looks="expect_event is_closed url wait_for_event", configures="on once"),
    "WebSocketRoute": _members(looks="protocols url", configures="close connect_to_server on_close on_message send"),
    "WebStorage": _members(looks="get_item items", configures="clear remove_item set_item"),
    "WebMCP": _members(looks="tools", refuses="call_tool"),
    "Worker": _members(looks=f"{_SCRIPTING} expect_event url", configures="on once"),
    "ConsoleMessage": _members(looks="args location page text timestamp type worker"),
    "WebError": _members(looks="error location page"),
    "Download": _members(looks="failure page path save_as suggested_filename url", configures="cancel delete"),
    "Video": _members(looks="path save_as", configures="delete"),
    "CDPSession": _members(configures="detach on once send"),
    "Credentials": _members(looks="get", configures="create delete install"),
    "Debugger": _members(looks="paused_details", configures="on once", refuses="next request_pause resume run_to"),
    "Disposable": _members(configures="close"),
    "Screencast": _members(
        configures="hide_actions hide_overlays show_actions show_chapter show_overlay show_overlays start stop"
    ),
    "Selectors": _members(configures="register set_test_id_attribute"),
    "Tracing": _members(configures="group group_end start start_chunk start_har stop stop_chunk stop_har"),
})  # fmt: skip
"""Class name -> its own members; what a class inherits stands with the class it inherits from."""

PATIENT = ("Page", "Frame", "Locator", "ElementHandle", "JSHandle", "LocatorAssertions", "PageAssertions")
"""Classes whose looks may wait for the page to change; while they do, the page's clock goes on."""
