package xavierkit.grader;

import java.lang.management.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import jdk.jshell.*;
import jdk.jshell.spi.SPIResolutionException;
import xavierkit.grader.NotebookCell.Kind;

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
        Session.METHODS.clear();
    }

    /** Evaluates a helper, or answers, of which it finds the methods' headers; if it fails, replies will say so. */
    List<MethodHeader> evaluate(NotebookCell cell) {
        List<MethodHeader> headers = new ArrayList<>();
        if (cell.kind() == Kind.HELPER || cell.kind() == Kind.ANSWER) {
            for (SnippetEvent event : evaluate("In the cell " + cell.id() + ": ", cell.source())) {
                boolean own = cell.kind() == Kind.ANSWER && event.causeSnippet() == null;
                if (own && event.snippet() instanceof MethodSnippet method) {
                    headers.add(MethodHeader.of(cell.id(), method));
                }
            }
        }
        return headers;
    }

    /** Connects a method with the questions about it; without it, replies say why. */
    void connect(MethodHeader header) {
        evaluate("There is no method " + header + ". ", header.defining());
    }

    private List<SnippetEvent> evaluate(String complaint, String source) {
        try {
            if (!stuck) {
                complaints.remove(complaint);
                return within(() -> shell.evaluate(source));
            }
        } catch (AnswerException e) {
            complaints.put(complaint, e.getMessage());
        } catch (TimeoutException e) {
            stuck = true;
            complaints.put(complaint, e.getMessage());
        }
        return List.of();
    }

    /** The value that replies to a question, or why there is none, as {@link Values} write them. */
    String reply(String question) {
        List<String> fields = Values.fields(question);
        String name = fields.get(0);
        Session.Method method = Session.METHODS.get(name);
        if (method == null || hopeless.containsKey(name)) {
            StringJoiner all = new StringJoiner(" ");
            complaints.forEach((where, what) -> all.add(where + what));
            return Values.none(method == null ? all.toString() : hopeless.get(name));
        }
        Object[] about = fields.stream().skip(1).map(Values::read).toArray();
        try {
            return within(() -> Values.write(method.call(about)));
        } catch (AnswerException | TimeoutException e) {
            if (e instanceof TimeoutException || e.getMessage().startsWith(OutOfMemoryError.class.getName())) {
                hopeless.put(name, e.getMessage()); // each time costs seconds
            }
            return Values.none(e.getMessage());
        }
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
                if (System.nanoTime() > latest || THREADS.getThreadCpuTime(thread.getId()) > limit.toNanos()) {
                    throw new TimeoutException("This takes longer than " + limit.toSeconds() + " s.");
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
