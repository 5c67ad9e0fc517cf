package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import xavierkit.data.DataSet;
import xavierkit.network.Network;

class RecordersTest {

    private static final Network NETWORK = Toy.network(6, 9, 4);

    // 1,203 samples are three chunks, the last of them short
    @Test
    void anEvaluationInChunksIsThatOfTheWhole() {
        DataSet data = Toy.data(1203);
        SoftmaxCost whole = SoftmaxCost.of(NETWORK.forward(data.inputs()).activation(2), data.labels());
        Evaluation evaluation = Evaluation.of(NETWORK, data);
        assertEquals(whole.errorRate(), evaluation.errorRate());
        assertEquals(whole.mean(), evaluation.cost(), 1e-12);
        assertEquals(
                List.of(new TrainingLog.Entry(3, HeldOut.ERROR, 0, evaluation.errorRate())),
                new HeldOut(data, 1).measure(3, NETWORK));
    }

    @Test
    void thereIsAtLeastOneUpdateBetweenRecords() {
        List<Recorder> recorders = List.of(new HeldOut(Toy.DATA, 0));
        var error = assertThrows(
                IllegalArgumentException.class, () -> new Trainer(NETWORK, index -> Toy.DATA, new Sgd(1), recorders));
        assertEquals("the updates from one record to the next must be at least 1, got 0", error.getMessage());
    }
}
