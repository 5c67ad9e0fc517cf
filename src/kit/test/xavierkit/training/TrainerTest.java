package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import xavierkit.data.DataSet;
import xavierkit.data.Digits;
import xavierkit.network.Network;

class TrainerTest {

    private final int threads = EjmlConcurrency.getMaxThreads();

    @AfterEach
    void restoreThreads() {
        EjmlConcurrency.setMaxThreads(threads);
    }

    private static void assertSame(Trainer expected, Trainer found) {
        assertEquals(expected.log(), found.log());
        assertEquals(Toy.parameters(expected.network()), Toy.parameters(found.network()));
    }

    // 10 x 400 x 300 multiplications are enough to be split
    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
        Network wide = Toy.network(6, 400, 300, 4);
        EjmlConcurrency.setMaxThreads(1);
        Trainer one = Toy.trainer(wide, 1);
        one.train(15);
        for (int count : new int[] {2, 5}) {
            EjmlConcurrency.setMaxThreads(count);
            Trainer several = Toy.trainer(wide, 1);
            several.train(15);
            assertSame(one, several);
        }
        Trainer other = Toy.trainer(wide, 2);
        other.train(15);
        assertNotEquals(Toy.parameters(one.network()), Toy.parameters(other.network()));
    }

    @Test
    void trainingInPiecesIsTrainingAtOnce() {
        Trainer once = Toy.trainer();
        once.train(60);
        Trainer pieces = Toy.trainer();
        for (int until : new int[] {0, 1, 7, 7, 3, 30, 60}) {
            pieces.train(until);
        }
        assertEquals(60, pieces.updates());
        assertSame(once, pieces);
    }

    @Test
    void networksRemainAsTheyAre() {
        Network initial = Toy.network(6, 9, 4);
        List<Double> before = Toy.parameters(initial);
        Trainer trainer = Toy.trainer(initial, 1);
        Network first = trainer.network();
        trainer.train(10);
        assertEquals(before, Toy.parameters(initial));
        assertEquals(before, Toy.parameters(first));
        List<Double> after = Toy.parameters(trainer.network());
        assertNotEquals(before, after);
        trainer.network().layers().get(0).weights().zero();
        trainer.network().layers().get(0).biases().zero();
        assertEquals(after, Toy.parameters(trainer.network()));
    }

    @Test
    void recordersAreAskedBeforeTrainingAndAtTheirMultiples() {
        Trainer trainer = Toy.trainer();
        trainer.train(21);
        var squares = trainer.log().course(Toy.Squares.NAME, 2);
        assertEquals(List.of(0L, 7L, 14L, 21L), List.copyOf(squares.keySet()));
        var error = trainer.log().course(HeldOut.ERROR, 0);
        assertEquals(List.of(0L, 10L, 20L), List.copyOf(error.keySet()));
        Trainer other = Toy.trainer();
        assertEquals(Toy.Squares.of(other.network(), 2), squares.get(0L));
        other.train(7);
        assertEquals(Toy.Squares.of(other.network(), 2), squares.get(7L));
        other.train(20);
        assertEquals(Evaluation.of(other.network(), Toy.data(31)).errorRate(), error.get(20L));
    }

    @Test
    void anInterruptStopsBetweenTwoUpdatesAndTrainingCanGoOn() {
        Trainer trainer = Toy.trainer();
        var stopped = assertThrows(
                CancellationException.class,
                () -> trainer.train(60, cost -> {
                    if (trainer.updates() == 13) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertEquals("interrupted after 13 of 60 updates", stopped.getMessage());
        trainer.train(60);
        Trainer once = Toy.trainer();
        once.train(60);
        assertSame(once, trainer);
    }

    @Test
    void costsAreToldAfterEveryUpdate() {
        Trainer trainer = Toy.trainer();
        trainer.train(2);
        List<Long> told = new ArrayList<>();
        trainer.train(5, cost -> told.add(trainer.updates()));
        assertEquals(List.of(3L, 4L, 5L), told);
    }

    @Test
    void updatesNetworkAndLogAreEnoughToGoOn() {
        Trainer straight = Toy.trainer();
        straight.train(60);
        Trainer first = Toy.trainer();
        first.train(33);
        Trainer resumed = Toy.trainer();
        resumed.resume(first.updates(), first.network(), first.log());
        assertSame(first, resumed);
        resumed.train(60);
        assertSame(straight, resumed);
    }

    @Test
    void aStateOfAnotherNetworkIsRefusedAndNothingChanges() {
        Trainer trainer = Toy.trainer();
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> trainer.resume(1, Toy.network(6, 8, 4), new TrainingLog(List.of())));
        assertEquals(
                "the network must have the layers [6 -> 9, tanh, 9 -> 4, identity], "
                        + "got [6 -> 8, tanh, 8 -> 4, identity]",
                error.getMessage());
        assertSame(Toy.trainer(), trainer);
        assertEquals(0, trainer.updates());
    }

    @Test
    void theCostThatIsToldIsThatOfTheBatchBeforeItsUpdate() {
        Trainer trainer = Toy.trainer();
        trainer.train(4);
        DataSet next = ShuffledBatches.of(Toy.DATA, 10, 1).batch(4);
        double expected = Evaluation.of(trainer.network(), next).cost();
        trainer.train(5, cost -> assertEquals(expected, cost, 1e-14));
    }

    @Test
    void aStreamIsAskedForOneBatchAnUpdate() {
        List<Long> asked = new ArrayList<>();
        BatchSource stream = index -> {
            asked.add(index);
            return Toy.data(5 + (int) index);
        };
        new Trainer(Toy.network(6, 9, 4), stream, new Sgd(0.1), List.of()).train(3);
        assertEquals(List.of(0L, 1L, 2L), asked);
    }

    @Test
    void aBatchThatDoesNotFitChangesNothing() {
        DataSet strange = new DataSet(new DMatrixRMaj(1, 6), List.of(4));
        Network network = Toy.network(6, 9, 4);
        Trainer trainer = new Trainer(network, index -> strange, new Sgd(0.1), List.of());
        assertThrows(IllegalArgumentException.class, () -> trainer.train(1));
        assertEquals(0, trainer.updates());
        assertEquals(Toy.parameters(network), Toy.parameters(trainer.network()));
    }

    @Test
    void aCostThatOverflowsIsAResult() {
        Trainer trainer = new Trainer(
                Toy.network(6, 9, 4), ShuffledBatches.of(Toy.DATA, 10, 1), new Sgd(Double.MAX_VALUE), List.of());
        List<Double> costs = new ArrayList<>();
        trainer.train(10, costs::add);
        assertEquals(Double.NaN, costs.get(9));
        assertEquals(1, Evaluation.of(trainer.network(), Toy.DATA).errorRate());
    }

    @Test
    void aNetworkLearnsToReadDigits() {
        DataSet digits = Digits.load(Path.of("data/digits.csv")).standardized();
        int[] training = IntStream.range(0, 1797).filter(i -> i % 4 > 0).toArray();
        int[] test = IntStream.range(0, 1797).filter(i -> i % 4 == 0).toArray();
        ShuffledBatches batches = ShuffledBatches.of(digits.rows(training), 10, 1);
        Trainer trainer = new Trainer(Toy.network(64, 100, 10), batches, new Sgd(0.05), List.of());
        trainer.train(10 * batches.perEpoch());
        double error = Evaluation.of(trainer.network(), digits.rows(test)).errorRate();
        assertTrue(error < 0.06, "test error " + error);
    }
}
