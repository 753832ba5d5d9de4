//! Texts of signing in.

use super::texts;

texts! {
    TITLE = "Sign in", "Se connecter";
    USER = "User name", "Nom d’utilisateur";
    PASSWORD = "Password", "Mot de passe";
    SUBMIT = "Sign in", "Se connecter";
    SUBMITTING = "Signing in…", "Connexion…";
    TAGLINE = "Write-offs for pay-as-you-go solar, seen before they happen and recorded for good.",
        "Les passages en perte du solaire à crédit, vus avant d’être faits et gardés pour toujours.";
    AGAIN_TITLE = "Sign in again", "Reconnectez-vous";
    AGAIN_TEXT = "Your session has ended. Everything on this page is still here, and goes on once you have signed in.",
        "Votre session a pris fin. Tout ce qui est sur cette page y est encore, et continue dès que vous êtes reconnecté.";
    OTHER_PERSON = "Signing in as somebody else starts this page afresh.",
        "Se connecter sous un autre nom recommence cette page à zéro.";
    STARTING = "Starting…", "Démarrage…";
}
