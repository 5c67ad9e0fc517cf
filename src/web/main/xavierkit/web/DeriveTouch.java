package xavierkit.web;

import org.teavm.jso.*;
import org.teavm.jso.dom.html.HTMLElement;

/** What the page of derivations asks of the browser itself: touches, storage, files, the clipboard. */
final class DeriveTouch {

    private DeriveTouch() {}

    /** Receives a text. */
    @JSFunctor
    interface Receiver extends JSObject {
        void accept(String text);
    }

    /**
     * Clicks, taps and keys: whatever has the attribute data-do says what is to be done. A select has it before its value.
     */
    @JSBody(
            params = {"root", "act"},
            script =
                    "function done(event) { var at = event.target.closest('[data-do],[data-whole]');"
                            + " if (at && root.contains(at) && at.tagName !== 'SELECT')"
                            + "   { act(at.getAttribute('data-do') || 'choose ' + at.getAttribute('data-whole')); } }"
                            + " root.addEventListener('click', done);"
                            + " root.addEventListener('keydown', function(event) {"
                            + "   if ((event.key === 'Enter' || event.key === ' ') && event.target.getAttribute('role') === 'button')"
                            + "     { event.preventDefault(); done(event); } });"
                            + " root.addEventListener('change', function(event) {"
                            + "   if (event.target.tagName === 'SELECT') { act(event.target.getAttribute('data-do') + ' ' + event.target.value); } });")
    static native void listen(HTMLElement root, Receiver act);

    /**
     * Lays a button over the head of each part of a formula that can be chosen, since nothing inside a formula may have the
     * focus: for screen readers that is one piece.
     */
    @JSBody(
            params = "part",
            script = "var term = part.firstElementChild;"
                    + " var heads = Array.prototype.slice.call(term.querySelectorAll('.head'));"
                    + " var buttons = heads.map(function(head) { var button = document.createElement('button');"
                    + "   button.type = 'button'; button.className = 'part';"
                    + "   button.setAttribute('data-do', 'choose ' + head.getAttribute('data-place'));"
                    + "   button.setAttribute('aria-label', head.getAttribute('data-label'));"
                    + "   term.appendChild(button); return button; });"
                    + " function lay() { var box = term.getBoundingClientRect(); heads.forEach(function(head, i) {"
                    + "   var at = head.getBoundingClientRect(); var style = buttons[i].style;"
                    + "   style.left = (at.left - box.left - term.clientLeft) + 'px'; style.width = at.width + 'px';"
                    + "   style.top = (at.top - box.top - term.clientTop) + 'px'; style.height = at.height + 'px'; }); }"
                    + " lay(); new ResizeObserver(lay).observe(term); term.addEventListener('scroll', lay, true);")
    static native void layButtons(HTMLElement part);

    /** Lets the keyboard scroll what is too wide. */
    @JSBody(
            params = "root",
            script = "Array.prototype.forEach.call(root.querySelectorAll('.summand'), function(wide) {"
                    + " if (wide.scrollWidth > wide.clientWidth) { wide.tabIndex = 0; wide.setAttribute('role', 'group');"
                    + "   wide.setAttribute('aria-label', 'A wide formula'); } });")
    static native void letScroll(HTMLElement root);

    /** Puts the focus on the first element that a selector finds, if any. */
    @JSBody(
            params = {"root", "selector"},
            script = "var at = root.querySelector(selector); if (at) { at.focus(); }")
    static native void focus(HTMLElement root, String selector);

    /** What is kept under a key; null if nothing is, or if the browser forbids it. */
    @JSBody(params = "key", script = "try { return window.localStorage.getItem(key); } catch (e) { return null; }")
    static native String kept(String key);

    /** Keeps a text; false if the storage is full or forbidden. */
    @JSBody(
            params = {"key", "text"},
            script = "try { window.localStorage.setItem(key, text); return true; } catch (e) { return false; }")
    static native boolean keep(String key, String text);

    /** Saves a text as a file. */
    @JSBody(
            params = {"name", "text"},
            script = "var link = document.createElement('a'); link.download = name;"
                    + " link.href = URL.createObjectURL(new Blob([text], {type: 'text/plain'}));"
                    + " link.click(); setTimeout(function() { URL.revokeObjectURL(link.href); }, 1000);")
    static native void save(String name, String text);

    /** Gives the text of each file that is chosen. */
    @JSBody(
            params = {"input", "read"},
            script = "input.addEventListener('change', function() { var file = input.files[0]; if (!file) { return; }"
                    + " var reader = new FileReader(); reader.onload = function() { read(reader.result); input.value = ''; };"
                    + " reader.readAsText(file); });")
    static native void readFiles(HTMLElement input, Receiver read);

    /** What stands in a text field. */
    @JSBody(params = "field", script = "return field.value;")
    static native String value(HTMLElement field);

    /** Writes into a text field. */
    @JSBody(
            params = {"field", "text"},
            script = "field.value = text;")
    static native void write(HTMLElement field, String text);

    /** Copies what stands in a text field; works where the clipboard may not be written to otherwise. */
    @JSBody(params = "field", script = "field.select(); return document.execCommand('copy');")
    static native boolean copy(HTMLElement field);
}
