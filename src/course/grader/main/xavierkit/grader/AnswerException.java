package xavierkit.grader;

/** Thrown where an answer gives no value; it prints as its message, which says why. */
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
