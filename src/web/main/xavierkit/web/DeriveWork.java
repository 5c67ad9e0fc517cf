package xavierkit.web;

/** What takes seconds, beside the page: counterexamples, and the check of every step. */
final class DeriveWork {

    private final DeriveWidget page;
    private final Background refuting;
    private final Background checking;
    private String checked = "";

    /** For a page. */
    DeriveWork(DeriveWidget page) {
        this.page = page;
        refuting = new Background(this::refuted, this::failed);
        checking = new Background(this::told, this::failed);
    }

    /** Looks for a distribution on which the last rule of a route fails. */
    void refute(String route) {
        refuting.stop();
        page.show(
                "example",
                "<p class='wait'>Looking for a small distribution on which it fails. " + stopButton() + "</p>");
        refuting.ask("refute " + route);
    }

    private void refuted(String lines) {
        page.show(
                "example",
                lines.isEmpty()
                        ? "<p>On all small distributions tried both sides are equal here: the rule asks for more than this step needs. That is no proof, and so it stays refused.</p>"
                        : "<h3>A counterexample</h3>" + DeriveHtml.refutation(lines));
    }

    /** Tries every step of a route on finite models. */
    void check(String route) {
        checking.stop();
        checked = "";
        told("");
        checking.ask("check " + route);
        page.show("check", progress());
    }

    private void told(String text) {
        checked = text;
        page.show("check", progress());
    }

    private String progress() {
        String text = checked.isEmpty() ? "" : "<pre tabindex='0'>" + Chart.escaped(checked) + "</pre>";
        return text
                + (checking.isBusy()
                        ? "<p class='wait'>Trying the steps on small distributions. " + stopButton() + "</p>"
                        : "");
    }

    private void failed(String sentence) {
        page.show("example", "<p class='error'>" + Chart.escaped(sentence) + "</p>");
    }

    /** Ends whatever is being done. */
    void stop() {
        boolean waiting = refuting.isBusy();
        refuting.stop();
        checking.stop();
        page.show("example", waiting ? "<p>Stopped.</p>" : "");
        page.show("check", checked.isEmpty() ? "" : progress());
    }

    /** Forgets what was found. */
    void clear() {
        stop();
        checked = "";
        page.show("example", "");
        page.show("check", "");
    }

    private static String stopButton() {
        return DeriveHtml.button("stop", "small", "", "Stop");
    }
}
