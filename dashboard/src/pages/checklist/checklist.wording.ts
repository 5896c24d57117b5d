export const CHECKLIST_WORDING = {
  title: 'Organisational checklist',
  question: 'Have we put in place what people need in order to develop?',
  actions: 'What was promised, and is it late?',
} as const;
