package xavierkit.web;

import org.teavm.jso.*;

/** The page's address, clipboard and texts that other scripts of the page have set. */
final class Page {

    private Page() {}

    /** A piece of work for later. */
    @JSFunctor
    interface Action extends JSObject {
        void run();
    }

    /** The part of the address after the #, or nothing. */
    @JSBody(
            script =
                    "try { return decodeURIComponent(location.hash.slice(1)); } catch (e) { return location.hash.slice(1); }")
    static native String hash();

    /** Changes the part after the #, without a step to go back to; only on a page of the kit's own. */
    @JSBody(
            params = "text",
            script = "if (document.body.classList.contains('page')) { history.replaceState(null, '', '#' + text); }")
    static native void setHash(String text);

    /** Runs after somebody else has changed the part after the #. */
    @JSBody(params = "action", script = "addEventListener('hashchange', function() { action(); });")
    static native void onHash(Action action);

    /** The page's address without the part after the #. */
    @JSBody(script = "return location.href.split('#')[0];")
    static native String address();

    /** Copies a text. */
    @JSBody(
            params = {"text", "done", "refused"},
            script = "if (!navigator.clipboard) { refused(); return; } "
                    + "navigator.clipboard.writeText(text).then(function() { done(); }, function() { refused(); });")
    static native void copy(String text, Action done, Action refused);

    /** The digits, or nothing if their script is missing. */
    @JSBody(script = "return xavierkit.digits || '';")
    static native String digits();
}
