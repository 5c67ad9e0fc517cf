package xavierkit.grader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.SPIResolutionException;

/** Somebody's cells, evaluated, whose methods reply to questions. */
final class Submission {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** On a busy machine, or asleep, a thread may take so many times its processor time. */
    private static final int PATIENCE = 4;

    private final Shell shell = new Shell();
    private final Duration limit;
    private final Map<String, String> complaints = new LinkedHashMap<>();
    private final Map<String, String> hopeless = new HashMap<>();
    private boolean stuck;

    /** Gives each cell and each reply so much processor time. */
    Submission(Duration limit) {
        this.limit = limit;
        Desk.clear();
    }

    /** Evaluates a cell and finds the heads of its methods; if it fails, replies will say so. */
    List<Head> evaluate(Cell cell) {
        List<Head> heads = new ArrayList<>();
        String where = "In the cell " + cell.id() + ": ";
        for (SnippetEvent event : evaluate(where, cell.source())) {
            if (event.causeSnippet() == null && event.snippet() instanceof MethodSnippet method) {
                heads.add(Head.of(cell.id(), method));
            }
        }
        return heads;
    }

    /** Connects a method with the questions about it; without it, replies say why. */
    void connect(Head head) {
        evaluate("There is no method " + head + ". ", head.telling());
    }

    private List<SnippetEvent> evaluate(String complaint, String source) {
        if (stuck) {
            return List.of();
        }
        try {
            complaints.remove(complaint);
            return within(() -> shell.evaluate(source));
        } catch (AnswerException e) {
            complaints.put(complaint, e.getMessage());
            return List.of();
        } catch (TimeoutException e) {
            stuck = true;
            complaints.put(complaint, tooLong());
            return List.of();
        }
    }

    /** The reply to one question, as a line. */
    String reply(String question) {
        List<String> fields = Fields.of(question);
        Object[] about = fields.stream().skip(1).map(Values::read).toArray();
        String name = fields.get(0);
        Desk.Method method = Desk.method(name);
        String known = method == null ? complaints() : hopeless.get(name);
        if (known != null) {
            return Reply.not(known).line();
        }
        try {
            return within(() -> Reply.of(method.call(about))).line();
        } catch (AnswerException e) {
            if (e.getMessage().startsWith(OutOfMemoryError.class.getName())) {
                hopeless.put(name, e.getMessage()); // each time costs seconds
            }
            return Reply.not(e.getMessage()).line();
        } catch (TimeoutException e) {
            hopeless.put(name, tooLong());
            return Reply.not(tooLong()).line();
        }
    }

    private String complaints() {
        List<String> all = new ArrayList<>();
        complaints.forEach((where, what) -> all.add(where + what));
        return String.join(" ", all);
    }

    private String tooLong() {
        return "This takes longer than " + limit.toSeconds() + " s.";
    }

    /** In a thread of its own, which goes on if it does not end in time. */
    private <T> T within(Callable<T> work) throws TimeoutException {
        FutureTask<T> task = new FutureTask<>(() -> called(work));
        Thread thread = new Thread(task, "answer");
        thread.setDaemon(true);
        thread.start();
        long latest = System.nanoTime() + PATIENCE * limit.toNanos();
        while (true) {
            try {
                return task.get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                boolean late = System.nanoTime() > latest;
                if (late || THREADS.getThreadCpuTime(thread.getId()) > limit.toNanos()) {
                    throw e;
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new AnswerException(e.getCause() instanceof AnswerException a ? a.getMessage() : "It failed.");
            }
        }
    }

    // here, and not where others wait: what is thrown may print as it likes
    private <T> T called(Callable<T> work) {
        try {
            return work.call();
        } catch (AnswerException e) {
            throw e;
        } catch (SPIResolutionException e) {
            throw new AnswerException(shell.unresolved());
        } catch (Throwable e) {
            throw new AnswerException(e.toString());
        }
    }
}
