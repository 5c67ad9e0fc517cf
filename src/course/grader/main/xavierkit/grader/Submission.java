package xavierkit.grader;

import java.lang.management.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import jdk.jshell.*;
import jdk.jshell.spi.SPIResolutionException;

/** Somebody's cells, evaluated, whose methods reply to questions. */
final class Submission {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** On a busy machine, or asleep, a thread may take this many times its processor time. */
    private static final int PATIENCE = 4;

    /** Not JShell's own for a snippet that asks: it may wait for all threads of its group, of which one need not end. */
    private final ThreadGroup group = Thread.currentThread().getThreadGroup();

    private final Shell shell = new Shell();
    private final Duration limit;
    private final Map<String, String> complaints = new LinkedHashMap<>();
    private final Map<String, String> hopeless = new HashMap<>();
    private boolean stuck;

    /** Gives each cell and each reply that much processor time. */
    Submission(Duration limit) {
        this.limit = limit;
        Session.clear();
    }

    /**
     * Evaluates a cell that is a submission's business and finds the headers of its methods, if it is one of answers; if
     * it fails, replies will say so.
     */
    List<MethodHeader> evaluate(NotebookCell cell) {
        List<MethodHeader> headers = new ArrayList<>();
        if (cell.kind() == NotebookCell.Kind.HELPER || cell.kind() == NotebookCell.Kind.ANSWER) {
            for (SnippetEvent event : evaluate("In the cell " + cell.id() + ": ", cell.source())) {
                if (event.causeSnippet() == null && event.snippet() instanceof MethodSnippet method) {
                    headers.add(MethodHeader.of(cell.id(), method));
                }
            }
        }
        return cell.kind() == NotebookCell.Kind.ANSWER ? headers : List.of();
    }

    /** Connects a method with the questions about it; without it, replies say why. */
    void connect(MethodHeader header) {
        evaluate("There is no method " + header + ". ", header.defining());
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

    /** The value that replies to a question, or why there is none, as {@link Values} write them. */
    String reply(String question) {
        List<String> fields = Fields.of(question);
        String name = fields.get(0);
        Session.Method method = Session.method(name);
        String known = method == null ? complaints() : hopeless.get(name);
        if (known != null) {
            return Values.none(known);
        }
        Object[] about = fields.stream().skip(1).map(Values::read).toArray();
        try {
            return within(() -> Values.write(method.call(about)));
        } catch (AnswerException e) {
            if (e.getMessage().startsWith(OutOfMemoryError.class.getName())) {
                hopeless.put(name, e.getMessage()); // each time costs seconds
            }
            return Values.none(e.getMessage());
        } catch (TimeoutException e) {
            hopeless.put(name, tooLong());
            return Values.none(tooLong());
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
        Thread thread = new Thread(group, task, "answer");
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
