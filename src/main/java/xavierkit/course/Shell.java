package xavierkit.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

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
      throw new AnswerException("This does not compile: "
          + shell
              .diagnostics(event.snippet())
              .map(d -> d.getMessage(Locale.ROOT))
              .collect(Collectors.joining("; ")));
    }
    if (event.exception() != null) {
      throw new AnswerException(describe(event.exception()));
    }
  }

  private static String describe(JShellException exception) {
    if (!(exception instanceof EvalException thrown)) {
      return "This uses what is not declared: " + exception.getMessage();
    }
    String type = thrown.getExceptionClassName();
    return type.equals(AnswerException.class.getName())
        ? thrown.getMessage()
        : type + ": " + thrown.getMessage();
  }
}
