package xavierkit.grader;

/** What an answer threw, or why there is none; it prints as its message alone. */
public final class AnswerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    AnswerException(String message) {
        super(message);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
