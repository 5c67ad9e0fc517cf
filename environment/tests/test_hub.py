"""Three users at once in a JupyterHub, each with lessons, a server and a kernel of their own."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import uuid
from pathlib import Path
from typing import Any, AsyncIterator, Awaitable, Callable, Iterator, NamedTuple

import nbformat
import pytest
from copies import prepared
from lab import HUB_CONFIG
from packages import JUPYTERHUB
from places import NOTEBOOKS, WINDOWS
from set_up import for_hub, set_up
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

pytestmark = pytest.mark.skipif(WINDOWS, reason="JupyterHub does not run on Windows")

USERS = ("ada", "berta", "clara")
PASSWORD = uuid.uuid4().hex
LESSON = "00-start-here.ipynb"
CHANGED = "01-vanishing-and-exploding.ipynb"
HANDOUT = "homework/homework.ipynb"
LIMIT = 300  # seconds, for a machine with much else to do

# What differs from a class: users without accounts of the machine, free ports, and root in CI.
CONFIG = """
load_subconfig({kit!r})
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allowed_users = {users!r}
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/homes/{{username}}"
c.Spawner.args.append("--allow-root")
c.Spawner.environment["XAVIERKIT_HANDOUTS"] = "{folder}/handouts"
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"
c.TraefikProxy.traefik_api_url = "http://127.0.0.1:{ports[2]}"
c.JupyterHub.db_url = "sqlite:///{folder}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie-secret"
c.TraefikFileProviderProxy.static_config_file = "{folder}/traefik.toml"
c.TraefikFileProviderProxy.dynamic_config_file = "{folder}/rules.toml"
"""


def free_ports(count: int) -> list[int]:
    servers = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in servers]
    for server in servers:
        server.close()
    return ports


class Hub:
    def __init__(self, folder: Path) -> None:
        self.folder, self.homes = folder, folder / "homes"
        ports = free_ports(3)
        self.address = "127.0.0.1:%d" % ports[0]
        kit, users = str(HUB_CONFIG), set(USERS)
        text = CONFIG.format(kit=kit, users=users, password=PASSWORD, folder=folder, ports=ports)
        (folder / "config.py").write_text(text, encoding="utf-8")
        with open(folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [*(str(JUPYTERHUB.python), "-m", "jupyterhub"), "--config=%s/config.py" % folder],
                env=for_hub(set_up()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def notebooks(self, name: str) -> Path:
        return self.homes / name / "xavierkit" / "notebooks"

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-5000:]

    async def wait_for(self, condition: Callable[[], Awaitable[bool]]) -> None:
        end = time.monotonic() + LIMIT
        while not await condition():
            assert self.process.poll() is None and time.monotonic() < end, self.log()
            await asyncio.sleep(0.2)

    async def is_up(self) -> bool:
        try:
            return (await User(self, "nobody").ask("/hub/api/")).code == 200
        except OSError:
            return False


class User:
    """Goes in at the front door, as a browser would, but with a token in place of a cookie."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name, self.token = hub, name, ""
        self.kernel = ""

    def request(self, url: str, method: str = "GET", body: Any = None) -> HTTPRequest:
        headers = {"Authorization": "token " + self.token} if self.token else {}
        text = None if body is None else json.dumps(body)
        return HTTPRequest(url, method, headers, text, request_timeout=LIMIT, follow_redirects=False)

    async def ask(self, path: str, body: Any = None, method: str = "") -> HTTPResponse:
        method = method or ("GET" if body is None else "POST")
        request = self.request("http://%s%s" % (self.hub.address, path), method, body)
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def answer(self, path: str, body: Any = None) -> Any:
        response = await self.ask(path, body)
        assert response.code < 300, (self.name, path, response.code, self.hub.log())
        return json.loads(response.body or b"null")

    async def log_in(self, password: str = PASSWORD) -> int:
        body = {"auth": {"username": self.name, "password": password}}
        response = await self.ask("/hub/api/users/%s/tokens" % self.name, body)
        self.token = json.loads(response.body).get("token", "")
        return response.code

    async def start(self) -> None:
        """Logs in and starts a server, and on it a kernel."""
        assert await self.log_in() == 201
        await self.answer("/hub/api/users/%s/server" % self.name, {})
        await self.hub.wait_for(self.has_server)
        place = {"path": LESSON, "name": LESSON, "type": "notebook"}
        session = await self.answer("/user/%s/api/sessions" % self.name, {**place, "kernel": {"name": "java"}})
        self.kernel = session["kernel"]["id"]

    async def has_server(self) -> bool:
        server = (await self.answer("/hub/api/users/" + self.name))["servers"].get("", {})
        return bool(server.get("ready"))

    @contextlib.asynccontextmanager
    async def connected(self, other: "User | None" = None) -> AsyncIterator["Connection"]:
        """To this user's kernel, or with this user's token to another's."""
        owner = other or self
        path = "/user/%s/api/kernels/%s/channels" % (owner.name, owner.kernel)
        request = self.request("ws://%s%s" % (self.hub.address, path))
        connection = await websocket_connect(request)
        try:
            yield Connection(connection)
        finally:
            connection.close()

    async def run(self, *cells: str) -> list[dict[str, Any]]:
        """What each cell shows last, by media type."""
        async with self.connected() as connection:
            return [await connection.run(cell) for cell in cells]


class Connection(NamedTuple):
    socket: WebSocketClientConnection

    async def run(self, code: str) -> dict[str, Any]:
        number, shown = uuid.uuid4().hex, {}
        header = {"msg_id": number, "msg_type": "execute_request", "session": number}
        header.update(version="5.3", username="", date="2000-01-01T00:00:00Z")
        content = {"code": code, "silent": False, "store_history": True, "stop_on_error": True}
        message = {"header": header, "content": content, "channel": "shell"}
        message.update(parent_header={}, metadata={})
        await self.socket.write_message(json.dumps(message))
        async for kind, content in self.replies(number):
            assert kind != "error", content
            if kind in ("execute_result", "display_data"):
                shown = content["data"]
            elif kind == "status" and content["execution_state"] == "idle":
                return shown
        raise AssertionError("the server closed the connection")

    async def replies(self, number: str) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        while (text := await asyncio.wait_for(self.socket.read_message(), LIMIT)) is not None:
            message = json.loads(text)
            if message["parent_header"].get("msg_id") == number:
                yield message["header"]["msg_type"], message["content"]


def first_cells() -> list[Any]:
    """The cells of the first lesson, as far as its first chart."""
    notebook = nbformat.read(NOTEBOOKS / LESSON, 4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    chart = next(i for i, cell in enumerate(cells) if "LayerPlot.of(" in cell.source)
    return cells[: chart + 1]


async def together(*tasks: Awaitable[Any]) -> list[Any]:
    return list(await asyncio.gather(*tasks))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    (folder / "handouts" / HANDOUT).parent.mkdir(parents=True)
    (folder / "handouts" / HANDOUT).write_text("{}")
    hub = Hub(folder)
    hub.notebooks("clara").mkdir(parents=True)
    (hub.notebooks("clara") / CHANGED).write_text("her own")
    try:
        asyncio.run(hub.wait_for(hub.is_up))
        yield hub
    finally:
        hub.process.send_signal(signal.SIGTERM)
        hub.process.wait(60)


@pytest.fixture(scope="module")
def users(hub: Hub) -> list[User]:
    async def start() -> list[User]:
        users = [User(hub, name) for name in USERS]
        await together(*(user.start() for user in users))
        return users

    return asyncio.run(start())


def test_nobody_comes_in_without_the_password_or_a_name_on_the_list(hub: Hub) -> None:
    for name, password in (("ada", "guessed"), ("eve", PASSWORD)):
        assert asyncio.run(User(hub, name).log_in(password)) == 403


def test_each_user_has_copies_and_keeps_what_is_changed(hub: Hub, users: list[User]) -> None:
    for user in users:
        folder = hub.notebooks(user.name)
        for lesson in NOTEBOOKS.glob("*.*"):
            own = user.name == "clara" and lesson.name == CHANGED
            expected = b"her own" if own else prepared(lesson)
            assert (folder / lesson.name).read_bytes() == expected
        assert (folder / HANDOUT).read_text() == "{}"
        assert (folder / LESSON).stat().st_mode & 0o077 == 0
        assert not (folder / "assignments").exists()  # it holds the solutions
        assert (folder.parent / "data" / "digits.csv").is_file()


def test_all_run_the_first_lesson_at_the_same_time_and_see_their_own(users: list[User]) -> None:
    cells = first_cells()

    async def run() -> list[Any]:
        sources = [cell.source for cell in cells]
        own = ['var me = "%s"' % user.name for user in users]
        pairs = zip(users, own, strict=True)
        await together(*(user.run(*sources[:1], mine) for user, mine in pairs))
        shown = await together(*(user.run(*sources[1:], "me") for user in users))
        return shown

    for user, shown in zip(users, asyncio.run(run()), strict=True):
        assert shown[-1]["text/plain"] == user.name
        for cell, result in zip(cells[1:], shown, strict=False):
            values = [output.data["text/plain"] for output in cell.outputs if "data" in output]
            assert result.get("text/plain") == (values[-1] if values else None)
        assert result["image/png"]


def test_a_killed_kernel_comes_back_and_disturbs_no_other(users: list[User]) -> None:
    ada, *others = users
    (shown,) = asyncio.run(ada.run("ProcessHandle.current().pid()"))
    os.kill(int(shown["text/plain"]), signal.SIGKILL)
    for user, (shown,) in zip(others, asyncio.run(together(*(u.run("me") for u in others)))):
        assert shown["text/plain"] == user.name
    asyncio.run(ada.hub.wait_for(lambda: is_back(ada)))
    assert asyncio.run(ada.run("1 + 1"))[0]["text/plain"] == "2"


async def is_back(user: User) -> bool:
    kernel = await user.answer("/user/%s/api/kernels/%s" % (user.name, user.kernel))
    return kernel["execution_state"] == "idle"


def test_no_user_reads_another_ones_server(users: list[User]) -> None:
    ada, berta, _ = users
    for stranger in (ada, User(ada.hub, "nobody")):
        for path in ("api/contents", "api/kernels", "files/" + LESSON):
            response = asyncio.run(stranger.ask("/user/berta/" + path))
            assert response.code in ((403,) if stranger is ada else (302, 403))
    asyncio.run(berta.answer("/user/berta/api/contents"))

    async def listen() -> None:
        async with ada.connected(berta):
            pass

    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(listen())


def test_a_stopped_server_leaves_no_kernel_behind(users: list[User]) -> None:
    clara = users[2]
    door = "var door = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())"
    _, shown = asyncio.run(clara.run(door, "door.getLocalPort()"))
    address = ("127.0.0.1", int(shown["text/plain"]))
    socket.create_connection(address).close()

    async def stop() -> None:
        response = await clara.ask("/hub/api/users/clara/server", method="DELETE")
        assert response.code in (202, 204)
        await clara.hub.wait_for(has_none)

    async def has_none() -> bool:
        return not (await clara.answer("/hub/api/users/clara"))["servers"]

    asyncio.run(stop())
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
