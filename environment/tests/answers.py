"""Asks the same in a page and on the JVM."""

import subprocess

import build
import web
from jdk import find_jdk
from playwright.sync_api import Page
from programs import clean_environment

ASK = """questions => new Promise(resolve => {
  const script = new Blob(["(" + xavierkit + ")()"], {type: "text/javascript"});
  const worker = new Worker(URL.createObjectURL(script));
  const answers = [], parts = [];
  worker.onmessage = message => {
    if (message.data[0] == "+") { parts.push(message.data.slice(1)); return; }
    answers.push(message.data);
    if (answers.length == questions.length) { worker.terminate(); resolve([answers, parts]); }
    else worker.postMessage(questions[answers.length]);
  };
  worker.postMessage(questions[0]);
})"""


def in_page(page: Page, questions: list[str]) -> tuple[list[str], list[str]]:
    """The last part of each answer behind a sign for its kind, and all parts before."""
    answers, parts = page.evaluate(ASK, questions)
    return answers, parts


def on_jvm(questions: list[str]) -> str:
    """All parts of all answers, a line each or more."""
    command = [find_jdk().java, "-cp", build.class_path(build.LIBRARY, web.MODULE), "xavierkit.web.Answers"]
    lines = "\n".join(questions)
    return subprocess.check_output([*map(str, command)], input=lines, env=clean_environment(), text=True)
