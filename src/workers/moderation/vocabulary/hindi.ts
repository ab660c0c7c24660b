import { phrasesOf } from './vocabulary.ts';

export const hindi = phrasesOf({
  family: 'gambling',
  language: 'hi',
  strong: `
    सट्टा किंग
    सट्टा मटका
    ऑनलाइन सट्टा
    सट्टा रिजल्ट
    ऑनलाइन कैसीनो
    तीन पत्ती रियल कैश
    क्रिकेट बेटिंग टिप्स
    कॉल गर्ल
    कॉल गर्ल सर्विस
    तुरंत लोन
    घर बैठे पैसे कमाएं
    অনলাইন ক্যাসিনো
    ক্যাসিনো অনলাইন
  `,
  offer: `
    सट्टा
    सट्टेबाजी
  `,
  topic: `
    जुआ
    सट्टेबाज
    लॉटरी
  `,
});
