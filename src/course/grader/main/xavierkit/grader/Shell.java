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
        for (String rest = cell; !rest.isBlank(); ) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            boolean complete = next.completeness().isComplete();
            all.addAll(shell.eval(complete ? next.source() : rest).stream()
                    .peek(this::check)
                    .toList());
            rest = complete ? next.remaining() : "";
        }
        return all;
    }

    private void check(SnippetEvent event) {
        Snippet.Status status = event.status();
        if (status == Snippet.Status.REJECTED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
            throw new AnswerException(problems(Stream.of(event.snippet())));
        } else if (event.exception() instanceof EvalException thrown) {
            String type = thrown.getExceptionClassName() + ": ";
            boolean own = type.equals(AnswerException.class.getName() + ": ");
            throw new AnswerException((own ? "" : type) + thrown.getMessage());
        } else if (event.exception() != null) {
            throw new AnswerException(
                    "This uses what is not declared: " + event.exception().getMessage());
        }
    }

    /** What keeps snippets from running: names that no cell declares, and what else does not compile. */
    String unresolved() {
        return problems(shell.snippets().filter(s -> shell.status(s) == Snippet.Status.RECOVERABLE_DEFINED));
    }

    private String problems(Stream<Snippet> snippets) {
        Set<String> problems = new LinkedHashSet<>();
        snippets.forEach(snippet -> {
            shell.diagnostics(snippet).forEach(d -> problems.add(d.getMessage(Locale.ROOT)));
            if (snippet instanceof DeclarationSnippet declaration) {
                shell.unresolvedDependencies(declaration).forEach(name -> problems.add(name + " is not declared"));
            }
        });
        return "This does not compile: " + String.join("; ", problems) + ".";
    }
}
