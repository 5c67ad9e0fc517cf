package xavierkit.web;

import java.util.Set;
import org.teavm.extension.spi.substitution.*;

/** Tells the compiler to JavaScript which classes of the library have another one here, named Page and the same. */
public final class StandIns implements SubstitutionPolicy {

    private static final Set<String> CLASSES =
            Set.of("xavierkit.matrix.Parallel", "xavierkit.matrix.NativeLibrary", "xavierkit.check.Text");

    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(CLASSES::contains).simpleNamePrefix("Page");
    }
}
