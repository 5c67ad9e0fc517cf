import xavierkit.matrix.MatrixProduct;

/** Says what multiplies matrices on this machine. */
public class ProductCheck {
  public static void main(String[] args) {
    try {
      System.out.println(MatrixProduct.inUse());
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}
