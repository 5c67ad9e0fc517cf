package xavierkit.web;

import java.util.function.*;
import org.teavm.jso.*;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.events.MessageEvent;
import org.teavm.jso.workers.Worker;

/**
 * Long work beside the page, one question at a time: a newer question takes the place of one that still waits. Answers
 * come as texts, any number of parts and then the whole.
 */
final class Background {

    private final Consumer<String> told;
    private final Consumer<String> failed;
    private Worker worker;
    private boolean busy;
    private String waiting;

    /**
     * A worker that has nothing to do yet.
     *
     * @param told is given each part of an answer
     * @param failed is given the sentence that says why there is none
     */
    Background(Consumer<String> told, Consumer<String> failed) {
        this.told = told;
        this.failed = failed;
    }

    /** Asks what {@link Answers} can answer. */
    void ask(String question) {
        waiting = question;
        next();
    }

    boolean isBusy() {
        return busy;
    }

    /** Ends what is being done. */
    void stop() {
        if (worker != null) {
            worker.terminate();
        }
        worker = null;
        busy = false;
        waiting = null;
    }

    private void next() {
        if (busy || waiting == null) {
            return;
        }
        if (worker == null) {
            worker = new Worker(scriptAddress());
            worker.onMessage(this::receive);
        }
        busy = true;
        worker.postMessage(JSString.valueOf(waiting));
        waiting = null;
    }

    private void receive(MessageEvent message) {
        String text = message.getDataAsString();
        char kind = text.charAt(0);
        busy = kind == PART;
        (kind == FAILED ? failed : told).accept(text.substring(1));
        next();
    }

    // --- In the worker ----------------------------------------------------------------------

    private static final char PART = '+';
    private static final char WHOLE = '=';
    private static final char FAILED = '!';

    /** Whether this is a worker. */
    @JSBody(script = "return typeof document === 'undefined';")
    static native boolean isHere();

    /**
     * Answers what the page asks.
     *
     * @param answer makes of a question and a receiver of parts the last part
     */
    static void answer(BiFunction<String, Consumer<String>, String> answer) {
        onMessage(question -> {
            try {
                post(WHOLE + answer.apply(question, part -> post(PART + part)));
            } catch (IllegalArgumentException e) {
                post(FAILED + e.getMessage());
            } catch (RuntimeException e) { // else the page would wait for ever
                post(FAILED + "This could not be computed: " + e);
            }
        });
    }

    /** Receives a text. */
    @JSFunctor
    interface Receiver extends JSObject {
        void accept(String text);
    }

    @JSBody(params = "receiver", script = "self.onmessage = function(message) { receiver(message.data); };")
    private static native void onMessage(Receiver receiver);

    @JSBody(params = "text", script = "self.postMessage(text);")
    private static native void post(String text);

    /** The script itself as a blob: pages that are opened from disk may not load a worker from a file. */
    @JSBody(
            script =
                    "return xavierkit.address = xavierkit.address || URL.createObjectURL(new Blob(['(' + xavierkit + ')()'], "
                            + "{type: 'text/javascript'}));")
    private static native String scriptAddress();
}
