package xavierkit.grader;

import java.util.*;
import java.util.stream.*;
import jdk.jshell.*;

/** Evaluates cells as a notebook's kernel does, in this JVM. */
final class Shell {

    private final JShell shell = JShell.builder().executionEngine("local").build();

    /**
     * Evaluates a cell.
     *
     * @return its snippets, each with its value
     * @throws AnswerException if it does not compile or throws
     */
    List<SnippetEvent> evaluate(String cell) {
        List<SnippetEvent> all = new ArrayList<>();
        String rest = cell;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            boolean complete = next.completeness().isComplete();
            for (SnippetEvent event : shell.eval(complete ? next.source() : rest)) {
                check(event);
                all.add(event);
            }
            rest = complete ? next.remaining() : "";
        }
        return all;
    }

    private void check(SnippetEvent event) {
        Snippet.Status status = event.status();
        if (status == Snippet.Status.REJECTED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
            throw new AnswerException(problems(Stream.of(event.snippet())));
        }
        if (event.exception() != null) {
            throw new AnswerException(describe(event.exception()));
        }
    }

    /** What keeps snippets from running: names that no cell declares, and what else does not compile. */
    String unresolved() {
        return problems(shell.snippets().filter(s -> shell.status(s) == Snippet.Status.RECOVERABLE_DEFINED));
    }

    private String problems(Stream<Snippet> snippets) {
        return snippets.flatMap(this::problems)
                .distinct()
                .collect(Collectors.joining("; ", "This does not compile: ", "."));
    }

    private Stream<String> problems(Snippet snippet) {
        Stream<String> unknown = snippet instanceof DeclarationSnippet declaration
                ? shell.unresolvedDependencies(declaration).map(name -> name + " is not declared")
                : Stream.empty();
        return Stream.concat(shell.diagnostics(snippet).map(d -> d.getMessage(Locale.ROOT)), unknown);
    }

    private static String describe(JShellException exception) {
        if (!(exception instanceof EvalException thrown)) {
            return "This uses what is not declared: " + exception.getMessage();
        }
        String type = thrown.getExceptionClassName();
        return type.equals(AnswerException.class.getName()) ? thrown.getMessage() : type + ": " + thrown.getMessage();
    }
}
