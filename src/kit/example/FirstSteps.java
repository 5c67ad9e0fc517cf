import xavierkit.activation.Activation;
import xavierkit.check.VarianceCheck;
import xavierkit.derivation.Derivations;
import xavierkit.init.*;
import xavierkit.network.*;
import xavierkit.prediction.LengthMap;

class FirstSteps {
    public static void main(String[] arguments) {
        System.out.println(Derivations.forward()); // derive: what one layer makes of a variance

        var glorot = VarianceScaling.glorotNormal();
        double factor = 200 * glorot.variance(Fan.dense(200, 200)); // fan_in Var(W)
        var predicted = new LengthMap(Activation.TANH, factor, 0).iterate(1, 10); // predict: ten tanh layers

        var measured = ProfileSample.of(20, 1, random -> { // measure: twenty networks
            var noise = WeightDistribution.NORMAL.sample(100, 200, 1, random);
            var network = Network.constantWidth(200, 10, Activation.TANH, glorot, random);
            return network.forward(noise).preActivationProfile();
        });
        System.out.println(VarianceCheck.atLayer(measured, 10, predicted.get(9))); // check: layer 10
    }
}
