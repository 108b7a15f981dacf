import { render } from "preact";
import { Stage } from "./stage.tsx";
import "../../../app/src/styles/tokens.css";
import "./styles/base.css";
import "./styles/stage.css";
import "./styles/composer.css";
import "./styles/timeline.css";
import "./styles/phones.css";
import "./styles/weather.css";

const root = document.getElementById("stage");
if (root !== null) render(<Stage />, root);
